import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { answerChange, refuse } from '#desks/admin/builder/answer_change'
import { standingIn } from '#desks/admin/builder/address'
import { openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { readPanel } from '#desks/admin/builder/read_panel'
import { placeOf } from '#forms/builder/tree'
import { t } from '#shared/translate'

/** The settings of a page or question, from the tab of the panel on which they stand. */
export default class EditsController {
  async store(ctx: HttpContext) {
    const builder = await openBuilder(ctx)
    const { demarche, draft } = builder
    const body = ctx.request.body()
    const at = standingIn(body)
    const read = readPanel(draft.document, at.q, at.volet, body)
    const version = seenVersion(ctx)
    const typed = { body, errors: read?.errors ?? {} }
    if (read && version === draft.version && Object.keys(read.errors).length > 0) {
      return refuse(ctx, builder, { at, typed }, [])
    }
    const operation = read?.operation ?? { type: 'edit' as const, path: at.q, spec: {} }
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    const title = placeOf(outcome.draft.document, at.q)?.spec.title ?? ''
    const say = t('builder.done.edit', { title })
    return answerChange(ctx, demarche, outcome, { at, volet: at.volet, say, typed })
  }
}
