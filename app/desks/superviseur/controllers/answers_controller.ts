import type { HttpContext } from '@adonisjs/core/http'
import { mapOf } from '#addresses/map_of'
import { settlePlaces } from '#addresses/settle_places'
import { LIST } from '#desks/superviseur/desk'
import { actorOf, sentDossier, pathOf } from '#desks/superviseur/dossier_page'
import { type MendSheet, mendSheet } from '#dossiers/queries/mend_sheet'
import { takeMend } from '#dossiers/take_mend'
import { postedPage } from '#shared/tidy'
import { t } from '#shared/translate'

/** One answer, mended by an agent for the usager. */
export default class AnswersController {
  async edit(ctx: HttpContext) {
    const dossier = await sentDossier(ctx)
    return show(ctx, await mendSheet(dossier, ctx.params.question))
  }

  async update(ctx: HttpContext) {
    const { request, response, session, params } = ctx
    const dossier = await sentDossier(ctx)
    const { form } = await dossier.version()
    const [page] = params.question.split('.')
    const raw = postedPage(request.body().f, page)
    const decoded = await settlePlaces(form, page, form.decode(page, raw))

    const sent = { dossier, question: params.question, decoded, actor: actorOf(ctx.account) }
    const taken = await takeMend(ctx, sent)
    if (taken.type === 'again') return show(ctx, taken.sheet, taken.status)
    session.flash('success', t('dossier.mend.done', { told: taken.told }))
    return response.redirect(pathOf(ctx))
  }
}

async function show(ctx: HttpContext, sheet: MendSheet | string, status = 200) {
  const { response, session, view } = ctx
  if (typeof sheet === 'string') {
    session.flash('error', t('dossier.mend.barred', { why: sheet }))
    return response.redirect(pathOf(ctx))
  }
  const page = { ...sheet, map: await mapOf(ctx, sheet.fields), path: pathOf(ctx), list: LIST }
  return response.status(status).send(await view.render('pages/dossier/answer', page))
}
