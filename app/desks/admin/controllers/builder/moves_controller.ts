import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { answerChange } from '#desks/admin/builder/answer_change'
import { standingIn } from '#desks/admin/builder/address'
import { moveOf } from '#desks/admin/builder/move'
import { openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { placeOf } from '#forms/builder/tree'
import { t } from '#shared/translate'

/** Up, down, into another page, or where it was dropped. */
export default class MovesController {
  async store(ctx: HttpContext) {
    const { demarche, draft } = await openBuilder(ctx)
    const body = ctx.request.body()
    const at = standingIn(body)
    const operation = moveOf(draft.document, at.q, body)
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    const { document } = outcome.draft
    const place = outcome.type === 'done' ? placeOf(document, outcome.path) : undefined
    const say = t(place?.into ? 'builder.done.move' : 'builder.done.move_page', {
      title: place?.spec.title ?? '',
      number: (place?.at ?? 0) + 1,
      into: place?.into ? (placeOf(document, place.into)?.spec.title ?? '') : '',
    })
    return answerChange(ctx, demarche, outcome, { at, say })
  }
}
