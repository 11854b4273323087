import type { Action, Definition } from './definition.js'
import type { Actor, ApplyContext, ServiceRef, Standing } from './standing.js'

/** The state to which a permitted action leads. */
export function stateAfter(action: Action, standing: Standing, actor: Actor): string {
  if (action.completes && isLastOpinion(standing, actor)) return action.completes
  if (action.to === '@same') return standing.state
  if (action.to === '@origin') return standing.origins.at(-1)!.state
  return action.to
}

function isLastOpinion({ opinions }: Standing, { serviceId }: Actor): boolean {
  return opinions.every((opinion) => opinion.answeredAt !== null || opinion.serviceId === serviceId)
}

/**
 * The service in charge after an action. What goes back to the accueil leaves the service; while
 * the usager corrects, and once it is decided, the dossier stays that service's.
 */
export function serviceAfter(
  definition: Definition,
  action: Action,
  standing: Standing,
  to: string,
  data: Record<string, unknown>,
  context: ApplyContext = {}
): ServiceRef | null {
  const assigned = assignment(definition, action, data, context)
  if (assigned) return assigned
  if (action.to === '@origin') return reference(standing.origins.at(-1)!)
  const leaves = to !== standing.state && definition.states[to]!.holder === 'accueil'
  return leaves ? null : reference(standing)
}

function assignment(
  definition: Definition,
  { assigns }: Action,
  data: Record<string, unknown>,
  { services }: ApplyContext
): ServiceRef | null {
  if (!assigns) return null
  if (typeof assigns === 'string') return (data[assigns] as ServiceRef | undefined) ?? null
  const id = assigns.service
  const label = services?.find((service) => service.id === id)?.label
  return { id, label: label ?? definition.services?.[id] ?? id }
}

function reference({ serviceId, serviceLabel }: Pick<Standing, 'serviceId' | 'serviceLabel'>) {
  return serviceId === null ? null : { id: serviceId, label: serviceLabel ?? serviceId }
}
