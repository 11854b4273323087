import { isRealDate } from '../../calendar.js'
import type { Spec } from '../../document.js'
import type { Question } from '../../question.js'
import { isBag } from '../../values.js'

export interface Bracket {
  /** Included; the last bracket has none. */
  'up-to'?: number
  'value': number
}

/** What `x-compute` may say. Operands are paths of questions that come before. */
export interface Formula {
  /** What was answered of these; of a question in a group, all its rows. */
  sum?: string[]
  /** Nothing as long as one of them is not answered. */
  product?: (string | number)[]
  /** In years, at a date or at the answer to a question. */
  age?: { born: string; on: string }
  tariff?: { of: string; brackets: Bracket[] }
}

const MOST_OPERANDS = 20
const MOST_BRACKETS = 50
const LIMIT = 1_000_000_000_000

export function formulaOf(spec: Spec): Formula {
  return isBag(spec['x-compute']) ? (spec['x-compute'] as Formula) : {}
}

/** Whether it is one of the four, well formed. */
export function isFormula(given: unknown): given is Formula {
  if (!isBag(given) || Object.keys(given).length !== 1) return false
  if (given.sum !== undefined) return isList(given.sum) && given.sum.every(isPath)
  if (given.product !== undefined) {
    return isList(given.product) && given.product.every((one) => isPath(one) || isNumber(one))
  }
  if (given.age !== undefined) {
    return hasOnly(given.age, ['born', 'on']) && Object.values(given.age).every(isPath)
  }
  const { tariff } = given
  return hasOnly(tariff, ['of', 'brackets']) && isPath(tariff.of) && areBrackets(tariff.brackets)
}

/** The questions that it is computed from. */
export function operandsOf(spec: Spec): string[] {
  const { sum = [], product = [], age, tariff } = formulaOf(spec)
  const dates = age ? [age.born, age.on].filter((one) => !isRealDate(one)) : []
  const numbers = product.filter((one) => typeof one === 'string')
  return [...sum, ...numbers, ...dates, ...(tariff ? [tariff.of] : [])]
}

/** Whether an operand is no question before this one, not of the right kind, or in rows that are not its own. */
export function wrongOperand(
  spec: Spec,
  group: string | undefined,
  before: Map<string, Question>
): boolean {
  const { sum, age } = formulaOf(spec)
  return operandsOf(spec).some((path) => {
    const asked = before.get(path)
    const isOfRow = asked?.group !== undefined && asked.group !== group
    return asked?.type.comparison !== (age ? 'date' : 'number') || (isOfRow && !sum)
  })
}

function areBrackets(brackets: unknown): boolean {
  if (!Array.isArray(brackets) || brackets.length === 0 || brackets.length > MOST_BRACKETS) {
    return false
  }
  const limits = brackets.map((one) => (isBag(one) ? (one['up-to'] ?? LIMIT) : undefined))
  return brackets.every(
    (one, at) =>
      isBag(one) &&
      Object.keys(one).every((key) => key === 'up-to' || key === 'value') &&
      isNumber(one.value) &&
      isNumber(limits[at]) &&
      (at === 0 || Number(limits[at - 1]) < Number(limits[at]))
  )
}

function hasOnly(given: unknown, keys: string[]): given is Record<string, unknown> {
  return isBag(given) && Object.keys(given).sort().join() === [...keys].sort().join()
}

function isList(given: unknown): given is unknown[] {
  return Array.isArray(given) && given.length > 0 && given.length <= MOST_OPERANDS
}

function isPath(given: unknown): boolean {
  return typeof given === 'string' && given.length <= 300
}

function isNumber(given: unknown): boolean {
  return typeof given === 'number' && Math.abs(given) <= LIMIT
}
