import { isRealDate } from '../../calendar.js'
import type { Spec } from '../../document.js'
import { formulaOf, type Bracket } from './formula.js'

/** The answers to a question: one, or one per row. */
export type Answered = (path: string) => unknown[]

const LIMIT = 1_000_000_000_000

/** Undefined as long as there is nothing to compute it from, or when it is beyond all measure. */
export function compute(spec: Spec, answered: Answered): number | undefined {
  const value = raw(spec, answered)
  if (value === undefined || Math.abs(value) > LIMIT) return undefined
  // Cents are whole; and 0.1 + 0.2 is 0.3. Adding zero turns -0, which JSON cannot hold, into 0.
  const unit = spec['x-format'] === 'amount' ? 1 : 1_000_000
  return Math.round(value * unit) / unit + 0
}

function raw(spec: Spec, answered: Answered): number | undefined {
  const { sum, product, age, tariff } = formulaOf(spec)
  const numbers = (path: string) => answered(path).filter((one) => typeof one === 'number')
  if (sum) {
    const all = sum.flatMap(numbers)
    return all.length > 0 ? all.reduce((total, one) => total + one, 0) : undefined
  }
  if (product) {
    const all = product.map((one) => (typeof one === 'number' ? one : numbers(one)[0]))
    return all.reduce<number | undefined>(
      (total, one) => (total === undefined || one === undefined ? undefined : total * one),
      1
    )
  }
  if (age) return ageAt(dateOf(age.born, answered), dateOf(age.on, answered))
  return tariff && inBracket(tariff.brackets, numbers(tariff.of)[0])
}

function dateOf(given: string, answered: Answered): unknown {
  return isRealDate(given) ? given : answered(given)[0]
}

function ageAt(born: unknown, on: unknown): number | undefined {
  if (typeof born !== 'string' || typeof on !== 'string') return undefined
  if (!isRealDate(born) || !isRealDate(on) || on < born) return undefined
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}

function inBracket(brackets: Bracket[], value: number | undefined): number | undefined {
  if (value === undefined) return undefined
  return brackets.find((one) => value <= (one['up-to'] ?? Number.POSITIVE_INFINITY))?.value
}
