import { compiled } from './compiled.js'
import type { Action, Definition } from './definition.js'
import type { Actor, Standing } from './standing.js'

/** May this actor take this action, the dossier standing where the action exists? */
export function permits(action: Action, standing: Standing, actor: Actor): boolean {
  if (!action.by.includes(actor.role)) return false
  if (!possible(action, standing)) return false
  return actor.role !== 'service' || permitsService(action, standing, actor.serviceId)
}

/** `@origin` leads nowhere when nobody left a marker. */
function possible(action: Action, standing: Standing): boolean {
  return action.to !== '@origin' || standing.origins.length > 0
}

function permitsService(action: Action, standing: Standing, serviceId: string | undefined) {
  if (!serviceId) return false
  const whom = action.for ?? 'holder'
  if (whom === 'holder') return standing.serviceId === serviceId
  if (whom === 'consulted') return awaits(standing, serviceId)
  return whom.includes(serviceId)
}

/** The services that actions open in a state are limited to by name, in charge or not. */
export function namedAt(definition: Definition, state: string): string[] {
  const here = compiled(definition).byState.get(state) ?? []
  const named = here.flatMap(({ action }) =>
    action.by.includes('service') && Array.isArray(action.for) ? action.for : []
  )
  return [...new Set(named)]
}

/** Is the opinion of this service awaited? */
export function awaits(standing: Standing, serviceId: string): boolean {
  return standing.opinions.some(
    (opinion) => opinion.serviceId === serviceId && opinion.answeredAt === null
  )
}
