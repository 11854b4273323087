import type { HttpContext } from '@adonisjs/core/http'
import { UndoWorkflow } from '#catalogue/actions/edit_workflow'
import { placeIn } from '#desks/admin/workflows/address'
import { answerChange } from '#desks/admin/workflows/answer'
import { ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import { t } from '#shared/translate'

/** Takes the last change back, or does it again. */
export default class WorkflowUndosController {
  async store(ctx: HttpContext) {
    const { slug } = await ownWorkflow(ctx)
    const body = ctx.request.body()
    const direction = body.sens === 'retablir' ? ('redo' as const) : ('undo' as const)
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new UndoWorkflow().handle({ slug, version, by, direction })
    return answerChange(ctx, outcome, {
      at: placeIn(body),
      say: t(`workflows.done.${direction}`),
    })
  }
}
