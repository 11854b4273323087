import type { JsonSchema } from '../document.js'
import type { Comparison } from '../types/type.js'

export interface Operator {
  /** Which answers it can be asked of. */
  asks: Comparison[]
  /** Whether it holds for an answer that was given. */
  holds(answer: unknown, value: never): boolean
  /** The same for other readers of the schema. */
  schema(value: never, comparison: Comparison): JsonSchema
}

const EXACT: Comparison[] = ['text', 'choice', 'boolean', 'number', 'date']
const ORDERED: Comparison[] = ['number', 'date']

function ordered(
  name: string,
  keyword: string,
  compare: (a: number, b: number) => boolean
): Operator {
  return {
    asks: ORDERED,
    // Dates compare as text; a number that was mistyped is kept as text and is then never greater.
    holds: (answer: never, value: never) =>
      typeof answer === typeof value && compare(answer, value),
    schema: (value, comparison) =>
      comparison === 'date'
        ? { 'type': 'string', 'x-rule': { compared: [name, value] } }
        : { type: 'number', [keyword]: value },
  }
}

/**
 * What a show-if can ask. A question without an answer satisfies none of them but `empty`, and so
 * what hangs on a hidden question is hidden too.
 */
export const OPERATORS: Record<string, Operator> = {
  'is': {
    asks: EXACT,
    holds: (answer, value) => answer === value,
    schema: (value) => ({ const: value }),
  },
  'is-not': {
    asks: EXACT,
    holds: (answer, value) => answer !== value,
    schema: (value) => ({ not: { const: value } }),
  },
  'one-of': {
    asks: ['choice', 'text', 'number'],
    holds: (answer, values: unknown[]) => values.includes(answer),
    schema: (values) => ({ enum: values }),
  },
  'contains': {
    asks: ['list'],
    holds: (answer, value) => Array.isArray(answer) && answer.includes(value),
    schema: (value) => ({ type: 'array', contains: { const: value } }),
  },
  'contains-not': {
    asks: ['list'],
    holds: (answer, value) => Array.isArray(answer) && !answer.includes(value),
    schema: (value) => ({ type: 'array', not: { contains: { const: value } } }),
  },
  'greater': ordered('greater', 'exclusiveMinimum', (a, b) => a > b),
  'at-least': ordered('at-least', 'minimum', (a, b) => a >= b),
  'less': ordered('less', 'exclusiveMaximum', (a, b) => a < b),
  'at-most': ordered('at-most', 'maximum', (a, b) => a <= b),
}

/** The judge behind the `x-rule` of a compared date: `[operator, date]`. */
export function compared(answer: unknown, [operator, value]: [string, string]): boolean {
  return OPERATORS[operator]?.holds(answer, value as never) ?? false
}
