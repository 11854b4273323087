import { compared } from './conditions/operators.js'
import { TYPES } from './types/registry.js'
import type { Clock, Judge, RuleName } from './types/type.js'

interface Known {
  judge: Judge
  takes: 'string' | 'object'
}

const judges = new Map<RuleName, Known>([
  ['compared', { judge: compared as Judge, takes: 'string' }],
])
for (const type of TYPES) {
  const takes = type.shape === 'parts' ? 'object' : 'string'
  for (const [name, judge] of Object.entries(type.judges ?? {})) judges.set(name, { judge, takes })
}

/**
 * The rules that JSON Schema cannot say, as compiled validators call them: the name of the first one that
 * the value breaks. A value of another JSON type than the rule is about is `type`'s to refuse.
 */
export function judge(value: unknown, rules: Record<RuleName, unknown>, clock: Clock) {
  for (const name of Object.keys(rules)) {
    const known = judges.get(name)
    if (!known || typeof value !== known.takes || value === null) continue
    if (!known.judge(value as never, rules[name] as never, clock)) return name
  }
  return undefined
}
