import type { Action, Definition } from './definition.js'
import type { ServiceRef } from './standing.js'

/**
 * A copy of a definition in which the services that it names are those of a commune:
 * `{voirie: {id: '0198…', label: 'Voirie et propreté'}}`. The others keep their names.
 */
export function renameServices(
  definition: Definition,
  known: Record<string, ServiceRef>
): Definition {
  const rename = (id: string) => (Object.hasOwn(known, id) ? known[id]!.id : id)
  const named = Object.entries(definition.services ?? {}).map(([id, label]) => [
    rename(id),
    Object.hasOwn(known, id) ? known[id]!.label : label,
  ])
  const actions = Object.entries(definition.actions).map(([key, action]) => [
    key,
    { ...action, ...renamed(action, rename) },
  ])
  return {
    ...definition,
    actions: Object.fromEntries(actions),
    ...(definition.services ? { services: Object.fromEntries(named) } : {}),
    ...(definition.routing ? { routing: inputs(definition, definition.routing, rename) } : {}),
    ...(definition.deadlines
      ? { deadlines: inputs(definition, definition.deadlines, rename) }
      : {}),
  }
}

function renamed({ for: whom, assigns }: Action, rename: (id: string) => string): Partial<Action> {
  return {
    ...(Array.isArray(whom) ? { for: whom.map(rename) } : {}),
    ...(typeof assigns === 'object' ? { assigns: { service: rename(assigns.service) } } : {}),
  }
}

/** In what the system fills in by itself, only the fields that take services hold their ids. */
function inputs<T extends { do?: string; with?: Record<string, unknown> }>(
  { actions }: Definition,
  automatic: T[],
  rename: (id: string) => string
): T[] {
  return automatic.map((rule) => {
    if (!rule.with || rule.do === undefined) return rule
    const form = actions[rule.do]?.form ?? []
    const input = Object.entries(rule.with).map(([key, value]) => {
      const kind = form.find((field) => field.key === key)?.kind
      if (kind !== 'service' && kind !== 'services') return [key, value]
      return [key, Array.isArray(value) ? value.map(rename) : rename(String(value))]
    })
    return { ...rule, with: Object.fromEntries(input) }
  })
}
