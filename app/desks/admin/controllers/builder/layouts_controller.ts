import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { answerChange } from '#desks/admin/builder/answer_change'
import { standingIn } from '#desks/admin/builder/address'
import { openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { t } from '#shared/translate'

/** Whether the form is filled in on one page, or page by page. */
export default class LayoutsController {
  async store(ctx: HttpContext) {
    const { demarche } = await openBuilder(ctx)
    const body = ctx.request.body()
    const at = standingIn(body)
    const singlePage = body.ensemble === '1'
    const operation = { type: 'layout' as const, singlePage }
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    const say = t(singlePage ? 'builder.done.single_page' : 'builder.done.several_pages')
    return answerChange(ctx, demarche, outcome, { at, say })
  }
}
