import type { Condition, Rule } from '../document.js'
import { isEmpty } from '../values.js'
import { OPERATORS } from './operators.js'

/** Finds the answer to a question by its path, among what is visible so far. */
export type Lookup = (path: string) => unknown

export function holds(rule: Rule | undefined, lookup: Lookup): boolean {
  if (!rule) return true
  const all = rule.all ?? []
  const any = rule.any ?? []
  const isTrue = (condition: Condition) => holdsOne(condition, lookup)
  return all.every(isTrue) && (any.length === 0 || any.some(isTrue))
}

function holdsOne(condition: Condition, lookup: Lookup): boolean {
  const answer = lookup(condition.question)
  const { operator, value } = comparisonIn(condition)
  if (operator === 'empty') return isEmpty(answer) === value
  return !isEmpty(answer) && (OPERATORS[operator]?.holds(answer, value as never) ?? false)
}

/** The one operator of a condition, and what it compares with. */
export function comparisonIn(condition: Condition): { operator: string; value: unknown } {
  const [operator = '', value] = Object.entries(condition).find(([key]) => key !== 'question') ?? []
  return { operator, value }
}

/** The conditions of a rule, `all` and `any` alike. */
export function conditionsOf(rule: Rule | undefined): Condition[] {
  return [...(rule?.all ?? []), ...(rule?.any ?? [])]
}
