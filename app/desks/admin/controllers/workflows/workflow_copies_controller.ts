import type { HttpContext } from '@adonisjs/core/http'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { placeIn } from '#desks/admin/workflows/address'
import { answerChange } from '#desks/admin/workflows/answer'
import { ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import Service from '#identity/service'
import { t } from '#shared/translate'
import { nameOf } from '#workflow/editor/parts'

/** An action once more, beside the first: what differs is said next. */
export default class WorkflowCopiesController {
  async store(ctx: HttpContext) {
    const { slug, definition } = await ownWorkflow(ctx)
    const at = placeIn(ctx.request.body())
    const key = at.subject === 'actions' ? at.key : ''
    const label = t('workflows.blank.copy', { name: nameOf(definition, 'actions', key) })
    const outcome = await new EditWorkflow().handle({
      slug,
      version: seenVersion(ctx),
      by: ctx.account.name,
      services: await Service.refs(),
      operation: { type: 'duplicate', key, label },
    })
    return answerChange(ctx, outcome, { at, say: t('workflows.done.add', { name: label }) })
  }
}
