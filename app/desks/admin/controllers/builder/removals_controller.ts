import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { answerChange } from '#desks/admin/builder/answer_change'
import { standingIn } from '#desks/admin/builder/address'
import { openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { placeOf } from '#forms/builder/tree'
import { t } from '#shared/translate'

/** What uses it was listed on the panel that asks whether to delete it. */
export default class RemovalsController {
  async store(ctx: HttpContext) {
    const { demarche, draft } = await openBuilder(ctx)
    const at = standingIn(ctx.request.body())
    const title = placeOf(draft.document, at.q)?.spec.title ?? ''
    const operation = { type: 'delete' as const, path: at.q }
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    return answerChange(ctx, demarche, outcome, { at, say: t('builder.done.delete', { title }) })
  }
}
