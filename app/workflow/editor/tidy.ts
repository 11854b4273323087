import type { ActionField } from '../action_form.js'
import { withOrder } from '../compiled.js'
import type { Action, Definition } from '../definition.js'
import type { ServiceRef } from '../standing.js'

type Input = Record<string, unknown>

/**
 * A definition without what points nowhere: a field that is asked no more, an answer to it, a service
 * that nothing names. `services` are those of the commune, by whose names theirs are written.
 */
export function tidy(definition: Definition, services: ServiceRef[] = []): Definition {
  const { routing, deadlines } = definition
  const actions = Object.fromEntries(
    Object.entries(definition.actions).map(([key, action]) => [key, whole(definition, action)])
  )
  const formOf = (key: string | undefined) => (key ? (actions[key]?.form ?? []) : [])
  const result: Definition = { ...definition, actions }
  if (routing) result.routing = routing.map((rule) => answered(rule, formOf(rule.do)))
  if (deadlines) result.deadlines = deadlines.map((one) => answered(one, formOf(one.do)))
  return withOrder(withServices(result, services))
}

/** An action whose own fields it counts on are there. */
function whole({ actions }: Definition, action: Action): Action {
  const kept = { ...action }
  const asks = (key: unknown, kind: ActionField['kind']) =>
    action.form?.some((field) => field.key === key && field.kind === kind)
  if (typeof kept.assigns === 'string' && !asks(kept.assigns, 'service')) delete kept.assigns
  if (kept.reopens && !asks(kept.reopens, 'questions')) delete kept.reopens
  if (kept.asks && !asks(kept.asks, 'services')) delete kept.asks
  if (kept.form) {
    kept.form = kept.form.map((field) => {
      const { prefill, ...rest } = field
      if (!prefill) return field
      const source = actions[prefill.action]?.form ?? []
      return source.some(({ key }) => key === prefill.field) ? field : rest
    })
  }
  return kept
}

function answered<T extends { with?: Input }>(rule: T, form: ActionField[]): T {
  const { with: input, ...rest } = rule
  if (!input) return rule
  const known = Object.entries(input).filter(([key]) => form.some((field) => field.key === key))
  return (known.length ? { ...rest, with: Object.fromEntries(known) } : rest) as T
}

/** The services that a definition names are those that something of it is for, and no other. */
function withServices(definition: Definition, services: ServiceRef[]): Definition {
  const { services: before = {}, ...rest } = definition
  const label = (id: string) => services.find((one) => one.id === id)?.label ?? before[id] ?? id
  const named = [...new Set(namedIn(definition))].map((id) => [id, label(id)])
  return named.length ? { ...rest, services: Object.fromEntries(named) } : rest
}

/** The ids of the services that actions, rules and deadlines name. */
export function namedIn({ actions, routing = [], deadlines = [] }: Definition): string[] {
  const byActions = Object.values(actions).flatMap(({ for: whom, assigns }) => [
    ...(Array.isArray(whom) ? whom : []),
    ...(typeof assigns === 'object' ? [assigns.service] : []),
  ])
  const byInputs = [...routing, ...deadlines].flatMap(({ do: key, with: input = {} }) => {
    const fields = (key && actions[key]?.form) || []
    return fields
      .filter(({ kind }) => kind === 'service' || kind === 'services')
      .flatMap((field) => [input[field.key] ?? []].flat().map(String))
  })
  return [...byActions, ...byInputs]
}
