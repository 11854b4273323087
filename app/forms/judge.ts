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
for (const { shape, judges: own = {} } of TYPES) {
  for (const name of Object.keys(own)) {
    judges.set(name, { judge: own[name]!, takes: shape === 'parts' ? 'object' : 'string' })
  }
}

function takes(known: Known, value: unknown): boolean {
  return known.takes === 'object' ? typeof value === 'object' : typeof value === 'string'
}

/**
 * The rules that JSON Schema cannot say, as compiled validators call them: the name of the first one that
 * the value breaks. A value of another JSON type than the rule is about is `type`'s to refuse.
 */
export function judge(value: unknown, rules: Record<RuleName, unknown>, clock: Clock) {
  for (const name of Object.keys(rules)) {
    const known = judges.get(name)
    if (!known || value === null || !takes(known, value)) continue
    if (!known.judge(value as never, rules[name] as never, clock)) return name
  }
  return undefined
}
