import type { HttpContext } from '@adonisjs/core/http'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { type Place, placeIn } from '#desks/admin/workflows/address'
import { answerChange, opened, sendEditor } from '#desks/admin/workflows/answer'
import { ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import { wordingOf } from '#forms/builder/wording'
import { line } from '#forms/values'
import Service from '#identity/service'
import { t } from '#shared/translate'
import { blankAction, blankDeadline, blankRule, blankState } from '#workflow/editor/blank'
import type { Operation } from '#workflow/editor/operations'
import type { Definition } from '#workflow/main'

/** A new state, action, delay, rule or paper, by its name; what it is like is said next. */
export default class WorkflowAdditionsController {
  async store(ctx: HttpContext) {
    const { slug, definition, ...draft } = await ownWorkflow(ctx)
    const body = ctx.request.body()
    const at = placeIn(body)
    const label = wordingOf(body.label, 200)
    const operation = addition(definition, line(body.part, 20), label, line(body.from, 60))
    if (typeof operation === 'string') {
      const alert = { tone: 'error' as const, text: t(`workflows.error.${operation}`) }
      return sendEditor(ctx, opened({ ...draft, slug, definition }), { at, alert }, 422)
    }
    const services = await Service.refs()
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditWorkflow().handle({ slug, version, by, services, operation })
    const next: Place | undefined =
      outcome.type === 'done'
        ? { subject: outcome.part, key: outcome.key, volet: 'essentiel' }
        : undefined
    return answerChange(ctx, outcome, { at, next, say: t('workflows.done.add', { name: label }) })
  }
}

function addition(
  definition: Definition,
  part: string,
  label: string,
  from: string
): Operation | 'label' | 'no_action' {
  if (part !== 'routing' && !label) return 'label'
  switch (part) {
    case 'actions': {
      const known = Object.hasOwn(definition.states, from) ? from : definition.start
      return { type: 'add', part, value: blankAction(definition, label, known) }
    }
    case 'deadlines':
      return { type: 'add', part, value: blankDeadline(definition, label) }
    case 'routing': {
      const value = blankRule(definition)
      return value ? { type: 'add', part, value } : 'no_action'
    }
    case 'certificates':
      return { type: 'add', part, value: { title: label, body: blankPaper() } }
    default:
      return { type: 'add', part: 'states', value: blankState(label) }
  }
}

/** With its tags, as a text of the house. */
function blankPaper(): string {
  const tags = ['commune', 'nom', 'date_depot', 'demarche', 'reference']
  return t('workflows.blank.paper', Object.fromEntries(tags.map((tag) => [tag, `{${tag}}`])))
}
