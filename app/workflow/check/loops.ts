import type { Definition } from '../definition.js'
import { fr } from '../french.js'
import type { Exploration } from './explore.js'
import type { Problem } from './problem.js'

/** Deadlines that count anew at each entry and lead back to where they started, for ever. */
export function loopProblems(definition: Definition, { edges }: Exploration): Problem[] {
  const deadlines = definition.deadlines ?? []
  const renewed = new Set(deadlines.filter((one) => one.in).map(({ key }) => key))
  const automatic = edges.filter(({ deadline }) => deadline && renewed.has(deadline))
  const next = Map.groupBy(automatic, ({ from }) => from!)

  function returns(start: string): boolean {
    const seen = new Set<string>()
    const waiting = [start]
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      for (const { to } of next.get(key) ?? []) {
        if (to === start) return true
        if (seen.has(to)) continue
        seen.add(to)
        waiting.push(to)
      }
    }
    return false
  }

  const looping = new Set(automatic.filter(({ from }) => returns(from!)).map((e) => e.deadline))
  return deadlines.flatMap(({ key, label }, index) =>
    looping.has(key)
      ? [
          {
            path: `/deadlines/${index}`,
            message: fr`Le délai « ${label} » peut revenir sans fin à son point de départ.`,
          },
        ]
      : []
  )
}
