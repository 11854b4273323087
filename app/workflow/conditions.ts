/** One comparison, in the format of the forms' `x-show-if`: `{question: 'lieu.type', is: 'Trou'}`. */
export interface Clause extends Partial<Record<Exclude<Operator, 'empty'>, unknown>> {
  question: string
  empty?: boolean
}

/** Where `all` and `any` stand together, both must hold. */
export interface Condition {
  all?: Clause[]
  any?: Clause[]
}

/** Answers by question path, flat: `{'lieu.type': 'Éclairage'}`. */
export type Facts = Record<string, unknown>

type Test = (answer: unknown, value: unknown) => boolean

const tests = {
  'is': (answer, value) => answer === value,
  'is-not': (answer, value) => answer !== value,
  'one-of': (answer, values) => Array.isArray(values) && values.includes(answer),
  'contains': (answer, value) => Array.isArray(answer) && answer.includes(value),
  'contains-not': (answer, value) => Array.isArray(answer) && !answer.includes(value),
  'greater': (answer, value) => compare(answer, value) > 0,
  'at-least': (answer, value) => compare(answer, value) >= 0,
  'less': (answer, value) => compare(answer, value) < 0,
  'at-most': (answer, value) => compare(answer, value) <= 0,
} satisfies Record<string, Test>

export type Operator = keyof typeof tests | 'empty'

export const operators = [...Object.keys(tests), 'empty'] as Operator[]

/** Does the condition hold? Without a condition, yes. */
export function holds(condition: Condition | undefined, facts: Facts): boolean {
  const { all = [], any = [] } = condition ?? {}
  return (
    all.every((clause) => satisfied(clause, facts)) &&
    (any.length === 0 || any.some((clause) => satisfied(clause, facts)))
  )
}

/** An unanswered question satisfies nothing but `empty`. */
function satisfied({ question, empty, ...comparisons }: Clause, facts: Facts): boolean {
  const answer = Object.hasOwn(facts, question) ? facts[question] : undefined
  const absent = isEmpty(answer)
  if (empty !== undefined && empty !== absent) return false
  return Object.entries(comparisons).every(
    ([operator, value]) => !absent && tests[operator as keyof typeof tests](answer, value)
  )
}

/** Numbers with numbers, texts (ISO dates) with texts; anything else compares to nothing. */
function compare(answer: unknown, value: unknown): number {
  if (typeof answer === 'number' && typeof value === 'number') return answer - value
  if (typeof answer !== 'string' || typeof value !== 'string') return Number.NaN
  return answer < value ? -1 : answer > value ? 1 : 0
}

function isEmpty(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === '') return true
  return Array.isArray(answer) && answer.length === 0
}
