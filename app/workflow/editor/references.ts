import type { Definition, EffectSpec } from '../definition.js'
import { elements, type Part } from './parts.js'

/** Who looks at an element, and as what. `settings` are those of the whole workflow. */
export interface Use {
  part: Part | 'settings'
  key: string
  as: 'start' | 'to' | 'from' | 'completes' | 'in' | 'suspended' | 'do' | 'prefill' | 'effect'
}

/** What would not hold without another state in its place. */
export const isHard = ({ as }: Use) => as === 'start' || as === 'to' || as === 'completes'

/** Everything in a definition that names this element. */
export function usesOf(definition: Definition, part: Part, key: string): Use[] {
  switch (part) {
    case 'states':
      return ofState(definition, key)
    case 'actions':
      return ofAction(definition, key)
    case 'certificates':
      return ofCertificate(definition, key)
    default:
      return []
  }
}

function ofState(definition: Definition, state: string): Use[] {
  const start: Use[] = definition.start === state ? [use('settings', '', 'start')] : []
  const byActions = elements(definition, 'actions').flatMap(([key, action]) => [
    ...(action.to === state ? [use('actions', key, 'to')] : []),
    ...(action.completes === state ? [use('actions', key, 'completes')] : []),
    ...(action.from.includes(state) ? [use('actions', key, 'from')] : []),
  ])
  const byDeadlines = elements(definition, 'deadlines').flatMap(([key, deadline]) => [
    ...(deadline.in?.includes(state) ? [use('deadlines', key, 'in')] : []),
    ...(deadline.suspendedIn?.includes(state) ? [use('deadlines', key, 'suspended')] : []),
  ])
  return [...start, ...byActions, ...byDeadlines]
}

function ofAction(definition: Definition, action: string): Use[] {
  const done = (part: 'routing' | 'deadlines') =>
    elements(definition, part)
      .filter(([, { do: key }]) => key === action)
      .map(([key]) => use(part, key, 'do'))
  const taken = elements(definition, 'actions')
    .filter(([, { form = [] }]) => form.some(({ prefill }) => prefill?.action === action))
    .map(([key]) => use('actions', key, 'prefill'))
  return [...done('routing'), ...done('deadlines'), ...taken]
}

function ofCertificate(definition: Definition, template: string): Use[] {
  const makes = (effects: EffectSpec[] = []) =>
    effects.some((effect) => effect.type === 'certificate' && effect.template === template)
  const byActions = elements(definition, 'actions')
    .filter(([, { effects }]) => makes(effects))
    .map(([key]) => use('actions', key, 'effect'))
  return [...(makes(definition.receipt) ? [use('settings', '', 'effect')] : []), ...byActions]
}

function use(part: Use['part'], key: string, as: Use['as']): Use {
  return { part, key, as }
}
