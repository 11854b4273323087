import { inOrder } from '../compiled.js'
import type {
  Action,
  CertificateSpec,
  Deadline,
  Definition,
  RoutingRule,
  State,
} from '../definition.js'

/** What a definition is made of, as it is written in its document. */
export interface Parts {
  states: State
  actions: Action
  deadlines: Deadline
  /** Rules have no name: their key is their place, `0` for the first. */
  routing: RoutingRule
  certificates: CertificateSpec
}

export type Part = keyof Parts

export const PARTS: readonly Part[] = ['states', 'actions', 'deadlines', 'routing', 'certificates']

/** The elements of a part by key, in the order in which people read them. */
export function elements<P extends Part>(definition: Definition, part: P): [string, Parts[P]][] {
  const { states, actions, order, deadlines = [], routing = [], certificates = {} } = definition
  const all: { [Q in Part]: () => [string, Parts[Q]][] } = {
    states: () => inOrder(states, order?.states).map((key) => [key, states[key]!]),
    actions: () => inOrder(actions, order?.actions).map((key) => [key, actions[key]!]),
    deadlines: () => deadlines.map((deadline) => [deadline.key, deadline]),
    routing: () => routing.map((rule, index) => [String(index), rule]),
    certificates: () =>
      Object.keys(certificates)
        .sort()
        .map((key) => [key, certificates[key]!]),
  }
  return all[part]()
}

export function element<P extends Part>(
  definition: Definition,
  part: P,
  key: string
): Parts[P] | undefined {
  return elements(definition, part).find(([one]) => one === key)?.[1]
}

/** What people call an element; a rule by its number, which the caller puts in words. */
export function nameOf(definition: Definition, part: Part, key: string): string {
  const found = element(definition, part, key)
  if (!found) return key
  if ('title' in found) return found.title
  return 'label' in found ? found.label : String(Number(key) + 1)
}
