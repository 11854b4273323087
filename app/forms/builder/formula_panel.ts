import { amount, number } from '../french.js'
import type { Spec } from '../document.js'
import { formulaOf, operandsOf, type Bracket, type Formula } from '../types/computed/formula.js'
import { parseNumber } from '../types/number/number.js'
import { isBag, line, own, plain, text, texts } from '../values.js'

export const FORMULAS = ['sum', 'product', 'age', 'tariff'] as const

/** A formula as its fields show it. */
export function showFormula(spec: Spec): Record<string, string | string[]> {
  const { product, age, tariff } = formulaOf(spec)
  const factor = product?.find((one) => typeof one === 'number')
  return {
    kind: Object.keys(formulaOf(spec))[0] ?? 'sum',
    operands: operandsOf(spec),
    factor: factor === undefined ? '' : plain(factor).replace('.', ','),
    on: age?.on ?? '',
    brackets: (tariff?.brackets ?? []).map((one) => lineOf(one, spec)).join('\n'),
  }
}

/**
 * A formula from its fields. An age is the first operand's, at the second or at a date; a tariff is that
 * of the first. What is missing is left for `check` to tell.
 */
export function readFormula(raw: unknown, spec: Spec): Formula {
  const fields = isBag(raw) ? raw : {}
  const operands = texts(own(fields, 'operands'), 20).filter(Boolean)
  const [first = ''] = operands
  switch (line(own(fields, 'kind'))) {
    case 'product': {
      const factor = parseNumber(line(own(fields, 'factor'), 40))
      return { product: [...operands, ...(factor === undefined ? [] : [factor])] }
    }
    case 'age':
      return { age: { born: first, on: line(own(fields, 'on'), 300) || (operands[1] ?? '') } }
    case 'tariff':
      return {
        tariff: { of: first, brackets: bracketsIn(text(own(fields, 'brackets'), 5000), spec) },
      }
    default:
      return { sum: operands }
  }
}

/** « 10 : 5,50 », and without a limit the last: « au-delà : 12 ». */
function lineOf(bracket: Bracket, spec: Spec): string {
  const limit = bracket['up-to'] === undefined ? BEYOND : number(bracket['up-to'])
  const value = isAmount(spec) ? amount(bracket.value) : number(bracket.value)
  return `${limit} : ${value}`
}

const BEYOND = 'au-delà'

function bracketsIn(written: string, spec: Spec): Bracket[] {
  const by = isAmount(spec) ? 100 : 1
  return written.split('\n').flatMap((one) => {
    const [limit = '', value = ''] = one.split(/[:=]/)
    const known = parseNumber(value.replace('€', ''))
    if (known === undefined) return []
    const upTo = parseNumber(limit)
    return [
      {
        ...(upTo !== undefined && { 'up-to': upTo }),
        value: by === 1 ? known : Math.round(known * by),
      },
    ]
  })
}

const isAmount = (spec: Spec) => spec['x-format'] === 'amount'
