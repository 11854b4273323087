import { explore } from './check/explore.js'
import { inOrder } from './compiled.js'
import type { Definition, Final, Holder, Role } from './definition.js'

/** States and the ways between them, for a diagram; `@origin` is drawn to each state it may reach. */
export interface Graph {
  nodes: { state: string; label: string; holder: Holder | null; final: Final | null }[]
  edges: { action: string; label: string; from: string; to: string; by: Role[] }[]
}

/** The graph of a definition that `check` passes. What stays in its state is not drawn. */
export function graph(definition: Definition): Graph {
  const { states, actions, order } = definition
  const nodes = inOrder(states, order?.states).map((state) => {
    const { label, holder = null, final = null } = states[state]!
    return { state, label, holder, final }
  })
  const { places, edges: ways } = explore(definition)
  const drawn = new Map<string, Graph['edges'][number]>()
  for (const { action, from, to } of ways) {
    const source = from === null ? definition.start : places.get(from)!.state
    const target = places.get(to)!.state
    const { label, by, to: aim } = actions[action]!
    if (aim === '@same' && source === target) continue
    drawn.set(`${action} ${source} ${target}`, { action, label, from: source, to: target, by })
  }
  return { nodes, edges: [...drawn.values()] }
}
