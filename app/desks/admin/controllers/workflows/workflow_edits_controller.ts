import type { HttpContext } from '@adonisjs/core/http'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { placeIn, START } from '#desks/admin/workflows/address'
import { answerChange, opened, sendEditor } from '#desks/admin/workflows/answer'
import { aroundOf } from '#desks/admin/workflows/around'
import { ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import { panelAt } from '#desks/admin/workflows/panels'
import { pressed } from '#desks/admin/workflows/panels/action_form'
import { pressedRow } from '#desks/admin/workflows/panels/rule'
import { standsAt } from '#desks/admin/workflows/screen'
import Service from '#identity/service'
import { t } from '#shared/translate'

/** The settings of one element, from the panel on which they stand. */
export default class WorkflowEditsController {
  async store(ctx: HttpContext) {
    const draft = await ownWorkflow(ctx)
    const { slug, definition } = draft
    const asked = placeIn(ctx.request.body())
    const at = standsAt(definition, asked)
    if (at === START && asked.subject !== 'settings') {
      return answerChange(ctx, { type: 'missing', draft }, { at, say: '' })
    }

    const body = this.#pressed(ctx, at)
    if (body.isMore) return sendEditor(ctx, opened(draft), { at, typed: body.values })
    const around = await aroundOf(slug, definition)
    const { operation, errors } = panelAt(at).read(around, at.key, body.values)
    const version = seenVersion(ctx)
    if (version === draft.version && Object.keys(errors).length > 0) {
      return sendEditor(ctx, opened(draft), { at, typed: body.values, errors }, 422)
    }
    const services = await Service.refs()
    const by = ctx.account.name
    const outcome = await new EditWorkflow().handle({ slug, version, by, services, operation })
    const next = operation.type === 'service' ? START : at
    return answerChange(ctx, outcome, {
      at,
      next,
      typed: body.values,
      say: t('workflows.done.edit'),
    })
  }

  /** Buttons among the rows of a panel add one, take one out or move one, before anything is kept. */
  #pressed(ctx: HttpContext, { subject, volet }: ReturnType<typeof placeIn>) {
    const values = ctx.request.body()
    if (subject === 'routing') {
      const rows = pressedRow(values)
      return { values: rows ?? values, isMore: rows !== null }
    }
    const rows = subject === 'actions' && volet === 'demande' ? pressed(values) : null
    return { values: rows?.body ?? values, isMore: rows?.isMore ?? false }
  }
}
