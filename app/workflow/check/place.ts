import type { Action, Definition } from '../definition.js'

/**
 * Where a dossier can be, as far as its future depends on it: its state, its markers, whether a
 * service is in charge, whether an opinion is awaited. There are finitely many.
 */
export interface Place {
  state: string
  origins: { state: string; service: boolean }[]
  service: boolean
  awaited: boolean
  /** The deadlines counted from the submission that have decided: each does so once. */
  fired: string[]
}

export function keyOf({ state, origins, service, awaited, fired }: Place): string {
  const markers = origins.map((origin) => `${origin.state}${origin.service ? '+' : ''}`)
  return [state, service ? '+' : '', awaited ? '?' : '', fired.join(), ...markers].join('/')
}

/** Does the action exist here, whoever takes it? */
export function isOpen(action: Action, { state, origins }: Place): boolean {
  return action.from.includes(state) && (action.to !== '@origin' || origins.length > 0)
}

/** The people who can take an action that is open here. */
export function rolesAt(action: Action, place: Place): Action['by'] {
  return action.by.filter((role) => {
    if (role === 'system') return false
    if (role !== 'service' || Array.isArray(action.for)) return true
    return action.for === 'consulted' ? place.awaited : place.service
  })
}

/** Every place to which the action may lead from here; what people fill in may vary. */
export function outcomes(definition: Definition, action: Action, place: Place): Place[] {
  return awaitedAfter(action, place).flatMap((awaited) => {
    const ends = action.completes !== undefined && place.awaited && !awaited
    const to = ends ? action.completes! : targetOf(action, place)
    return servicesAfter(definition, action, place, to).map((service) =>
      arrive(definition, action, place, { to, service, awaited })
    )
  })
}

function targetOf({ to }: Action, { state, origins }: Place): string {
  if (to === '@same') return state
  return to === '@origin' ? origins.at(-1)!.state : to
}

function awaitedAfter(action: Action, { awaited }: Place): boolean[] {
  if (action.asks) return isRequired(action, action.asks) ? [true] : [...new Set([true, awaited])]
  return action.answers && awaited ? [true, false] : [awaited]
}

function servicesAfter(definition: Definition, action: Action, place: Place, to: string) {
  const { assigns } = action
  if (assigns && (typeof assigns !== 'string' || isRequired(action, assigns))) return [true]
  const origin = action.to === '@origin' ? place.origins.at(-1)! : null
  const leaves = to !== place.state && definition.states[to]!.holder === 'accueil'
  const kept = origin ? origin.service : !leaves && place.service
  return assigns ? [...new Set([true, kept])] : [kept]
}

function isRequired({ form = [] }: Action, key: string): boolean {
  return form.find((field) => field.key === key)?.required === true
}

function arrive(
  definition: Definition,
  action: Action,
  place: Place,
  { to, service, awaited }: { to: string; service: boolean; awaited: boolean }
): Place {
  const stays = action.to === '@same' && to === place.state
  if (stays) return { ...place, service, awaited }
  if (definition.states[to]!.final) return { ...place, state: to, origins: [], service, awaited }
  const { state } = place
  const stack = action.remembers
    ? [...place.origins, { state, service: place.service }]
    : place.origins
  const at = stack.findIndex((origin) => origin.state === to)
  const origins = at === -1 ? stack : stack.slice(0, at)
  return { ...place, state: to, origins, service, awaited }
}
