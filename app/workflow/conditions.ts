export type Operator = 'is' | 'is-not' | 'contains' | 'greater' | 'less' | 'empty' | 'not-empty'

export interface Clause {
  question: string
  op: Operator
  value?: unknown
}

/** The format of the forms' `x-show-if`. */
export type Condition = { all: Clause[] } | { any: Clause[] }

/** Answers by question path, flat: `{'lieu.type': 'Éclairage'}`. */
export type Facts = Record<string, unknown>

/** Does the condition hold? Without a condition, yes. */
export function holds(condition: Condition | undefined, facts: Facts): boolean {
  if (!condition) return true
  return 'all' in condition
    ? condition.all.every((clause) => satisfied(clause, facts))
    : condition.any.some((clause) => satisfied(clause, facts))
}

function satisfied({ question, op, value }: Clause, facts: Facts): boolean {
  const answer = Object.hasOwn(facts, question) ? facts[question] : undefined
  switch (op) {
    case 'is':
      return among(answer, value)
    case 'is-not':
      return !among(answer, value)
    case 'contains':
      return contains(answer, value)
    case 'greater':
      return compare(answer, value) > 0
    case 'less':
      return compare(answer, value) < 0
    case 'empty':
      return isEmpty(answer)
    case 'not-empty':
      return !isEmpty(answer)
  }
}

/** A question with several answers « is » each of them. */
function among(answer: unknown, value: unknown): boolean {
  return Array.isArray(answer) ? answer.includes(value) : answer === value
}

function contains(answer: unknown, value: unknown): boolean {
  if (Array.isArray(answer)) return answer.includes(value)
  return (
    typeof answer === 'string' && typeof value === 'string' && fold(answer).includes(fold(value))
  )
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Numbers with numbers, texts (ISO dates) with texts; anything else compares to nothing. */
function compare(answer: unknown, value: unknown): number {
  if (typeof answer === 'number' && typeof value === 'number') return answer - value
  if (typeof answer === 'string' && typeof value === 'string') {
    return answer < value ? -1 : answer > value ? 1 : 0
  }
  return Number.NaN
}

function isEmpty(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === '') return true
  return Array.isArray(answer) && answer.length === 0
}
