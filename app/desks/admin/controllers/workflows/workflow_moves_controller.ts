import type { HttpContext } from '@adonisjs/core/http'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { placeIn } from '#desks/admin/workflows/address'
import { answerChange } from '#desks/admin/workflows/answer'
import { ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import Service from '#identity/service'
import { t } from '#shared/translate'

/** Up or down among its like: the order in which people read them, and in which rules are tried. */
export default class WorkflowMovesController {
  async store(ctx: HttpContext) {
    const draft = await ownWorkflow(ctx)
    const at = placeIn(ctx.request.body())
    const { subject, key } = at
    if (subject === 'settings' || subject === 'services' || subject === 'certificates') {
      return answerChange(ctx, { type: 'missing', draft }, { at, say: '' })
    }
    const by = ctx.request.input('sens') === 'haut' ? (-1 as const) : (1 as const)
    const outcome = await new EditWorkflow().handle({
      slug: draft.slug,
      version: seenVersion(ctx),
      by: ctx.account.name,
      services: await Service.refs(),
      operation: { type: 'move', part: subject, key, by },
    })
    return answerChange(ctx, outcome, { at, say: t('workflows.done.move') })
  }
}
