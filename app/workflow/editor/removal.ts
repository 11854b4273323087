import type { Action, Deadline, Definition, EffectSpec } from '../definition.js'
import type { Part } from './parts.js'

/**
 * The definition without one element, and without what cannot be without it: an action that no state
 * has any more, a rule or a deadline that does nothing any more.
 *
 * @param instead the state to which what led to a removed state leads from then on
 */
export function without(
  definition: Definition,
  part: Part,
  key: string,
  instead?: string
): Definition {
  switch (part) {
    case 'states':
      return withoutState(definition, key, instead)
    case 'actions':
      return withoutAction(definition, key)
    case 'deadlines':
      return { ...definition, deadlines: definition.deadlines!.filter((one) => one.key !== key) }
    case 'routing':
      return { ...definition, routing: definition.routing!.toSpliced(Number(key), 1) }
    case 'certificates':
      return withoutCertificate(definition, key)
  }
}

function withoutState(
  definition: Definition,
  state: string,
  instead = definition.start
): Definition {
  const { [state]: gone, ...states } = definition.states
  const led = (to: string) => (to === state ? instead : to)
  const left = (keys: string[]) => keys.filter((key) => key !== state)
  const actions = Object.entries(definition.actions).map(([key, action]): [string, Action] => [
    key,
    {
      ...action,
      from: left(action.from),
      to: led(action.to),
      ...(action.completes !== undefined && { completes: led(action.completes) }),
    },
  ])
  const deadlines = (definition.deadlines ?? []).flatMap((deadline) => unlessEmpty(deadline, left))
  const kept: Definition = {
    ...definition,
    start: led(definition.start),
    states,
    actions: Object.fromEntries(actions),
    ...(definition.order && {
      order: { ...definition.order, states: left(definition.order.states ?? []) },
    }),
    ...(definition.deadlines && { deadlines }),
  }
  const idle = actions.filter(([, { from }]) => from.length === 0).map(([key]) => key)
  return idle.reduce(withoutAction, kept)
}

/** A deadline that counted only in the state that goes, goes too. */
function unlessEmpty(deadline: Deadline, left: (keys: string[]) => string[]): Deadline[] {
  const { in: inside, suspendedIn, ...rest } = deadline
  const counts = inside && left(inside)
  if (counts?.length === 0) return []
  const stands = suspendedIn && left(suspendedIn)
  return [
    { ...rest, ...(counts && { in: counts }), ...(stands?.length && { suspendedIn: stands }) },
  ]
}

function withoutAction(definition: Definition, key: string): Definition {
  const { [key]: gone, ...actions } = definition.actions
  const { order, routing, deadlines } = definition
  return {
    ...definition,
    actions,
    ...(order && {
      order: { ...order, actions: (order.actions ?? []).filter((one) => one !== key) },
    }),
    ...(routing && { routing: routing.filter((rule) => rule.do !== key) }),
    ...(deadlines && { deadlines: deadlines.flatMap((one) => undone(one, key)) }),
  }
}

function undone(deadline: Deadline, action: string): Deadline[] {
  if (deadline.do !== action) return [deadline]
  const { do: gone, with: input, past, ...rest } = deadline
  return rest.alert || rest.remind?.length ? [rest] : []
}

function withoutCertificate(definition: Definition, template: string): Definition {
  const { [template]: gone, ...certificates } = definition.certificates!
  const kept = (effects: EffectSpec[]) =>
    effects.filter((effect) => effect.type !== 'certificate' || effect.template !== template)
  const { receipt } = definition
  const actions = Object.entries(definition.actions).map(([key, action]) => [
    key,
    action.effects ? { ...action, effects: kept(action.effects) } : action,
  ])
  return {
    ...definition,
    certificates,
    actions: Object.fromEntries(actions),
    ...(receipt && { receipt: kept(receipt) }),
  }
}
