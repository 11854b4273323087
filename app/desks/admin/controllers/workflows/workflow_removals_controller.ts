import type { HttpContext } from '@adonisjs/core/http'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { placeIn, START } from '#desks/admin/workflows/address'
import { answerChange } from '#desks/admin/workflows/answer'
import { ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import { line } from '#forms/values'
import Service from '#identity/service'
import { t } from '#shared/translate'
import { nameOf } from '#workflow/editor/parts'

/** What uses it was listed on the panel that asks whether to delete it. */
export default class WorkflowRemovalsController {
  async store(ctx: HttpContext) {
    const draft = await ownWorkflow(ctx)
    const { slug, definition } = draft
    const body = ctx.request.body()
    const at = { ...placeIn(body), volet: 'supprimer' as const }
    const { subject, key } = at
    if (subject === 'settings' || subject === 'services') {
      return answerChange(ctx, { type: 'missing', draft }, { at, say: '' })
    }
    const instead = line(body.instead, 60) || undefined
    const name = nameOf(definition, subject, key)
    const outcome = await new EditWorkflow().handle({
      slug,
      version: seenVersion(ctx),
      by: ctx.account.name,
      services: await Service.refs(),
      operation: { type: 'delete', part: subject, key, instead },
    })
    return answerChange(ctx, outcome, {
      at,
      next: START,
      say: t('workflows.done.delete', { name }),
    })
  }
}
