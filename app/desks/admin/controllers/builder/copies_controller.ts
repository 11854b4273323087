import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { answerChange } from '#desks/admin/builder/answer_change'
import { standingIn } from '#desks/admin/builder/address'
import { openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { placeOf } from '#forms/builder/tree'
import { t } from '#shared/translate'

export default class CopiesController {
  async store(ctx: HttpContext) {
    const { demarche, draft } = await openBuilder(ctx)
    const at = standingIn(ctx.request.body())
    const of = placeOf(draft.document, at.q)?.spec.title ?? ''
    const title = t('builder.new.copy', { title: of })
    const operation = { type: 'duplicate' as const, path: at.q, title }
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    const say = t('builder.done.duplicate', { title: of })
    return answerChange(ctx, demarche, outcome, { at, say })
  }
}
