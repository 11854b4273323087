import type { HttpContext } from '@adonisjs/core/http'
import { beginDraft, draftOf, draftsOf, removeDraft } from '#desks/operator/wizard/draft'
import { pathOf, STEPS } from '#desks/operator/wizard/steps'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

/** Communes that are being made: each operator's own. */
export default class DraftsController {
  async index({ view, operator }: HttpContext) {
    return view.render('pages/operator/wizard/start', { drafts: await draftsOf(operator.id) })
  }

  async store({ response, operator }: HttpContext) {
    return response.redirect(pathOf(await beginDraft(operator.id), STEPS[0]!.path))
  }

  async destroy(ctx: HttpContext) {
    const draft = await draftOf(ctx.operator.id, ctx.params.id)
    if (!draft) throw notFound(ctx)
    await removeDraft(draft.id)
    ctx.session.flash('success', t('operator.wizard.abandoned'))
    return ctx.response.redirect('/communes')
  }
}
