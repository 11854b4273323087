import { conditionsOf } from '../conditions/holds.js'
import type { Condition, Document, Rule, Spec } from '../document.js'
import { formulaOf, operandsOf, type Formula } from '../types/computed/formula.js'
import { everything, holderIn } from './tree.js'

/** A page or a question that looks at another: by its condition, or by what is computed. */
export interface Use {
  path: string
  title: string
  by: 'rule' | 'compute'
}

/** What looks at this question, page or anything in it, from outside of it. */
export function usesOf(document: Document, path: string): Use[] {
  return [...everything(document)].flatMap(({ path: from, spec }): Use[] => {
    if (isWithin(from, path)) return []
    const title = spec.title ?? from
    const asks = conditionsOf(spec['x-show-if']).some(({ question }) => isWithin(question, path))
    const counts = operandsOf(spec).some((one) => isWithin(one, path))
    return [
      ...(asks ? [{ path: from, title, by: 'rule' as const }] : []),
      ...(counts ? [{ path: from, title, by: 'compute' as const }] : []),
    ]
  })
}

/** Whether a path is another one, or below it. */
export function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`)
}

/** Follows a page or a question to where it went: every rule and computed value that looks at it. */
export function repoint(document: Document, from: string, to: string): void {
  if (from !== to) repointAll([...everything(document)], from, to)
}

/** The same within a copy alone, which stands at `to`. */
export function repointCopy(copy: Spec, from: string, to: string): void {
  const below = to.includes('.') ? holderIn(copy) : copy
  repointAll([{ spec: copy }, ...(below ? everything(below, to) : [])], from, to)
}

function repointAll(specs: { spec: Spec }[], from: string, to: string): void {
  const moved = (path: string) => (isWithin(path, from) ? to + path.slice(from.length) : path)
  for (const { spec } of specs) {
    const rule = spec['x-show-if']
    if (rule)
      spec['x-show-if'] = mapRule(rule, (one) => ({ ...one, question: moved(one.question) }))
    if (spec['x-compute']) spec['x-compute'] = mapFormula(formulaOf(spec), moved)
  }
}

/** Drops the conditions that look at what is deleted; a rule without conditions goes. */
export function forget(document: Document, path: string): void {
  for (const { spec } of everything(document)) {
    const rule = spec['x-show-if']
    if (!rule) continue
    const kept = mapRule(rule, (one) => (isWithin(one.question, path) ? undefined : one))
    if (kept) spec['x-show-if'] = kept
    else delete spec['x-show-if']
  }
}

export function mapRule(
  rule: Rule,
  change: (condition: Condition) => Condition | undefined
): Rule | undefined {
  const mapped: Rule = {}
  for (const side of ['all', 'any'] as const) {
    const kept = (rule[side] ?? []).map(change).filter((one) => one !== undefined)
    if (kept.length > 0) mapped[side] = kept
  }
  return mapped.all || mapped.any ? mapped : undefined
}

function mapFormula(formula: Formula, moved: (path: string) => string): Formula {
  const { sum, product, age, tariff } = formula
  if (sum) return { sum: sum.map(moved) }
  if (product) {
    return { product: product.map((one) => (typeof one === 'string' ? moved(one) : one)) }
  }
  if (age) return { age: { born: moved(age.born), on: moved(age.on) } }
  return tariff ? { tariff: { ...tariff, of: moved(tariff.of) } } : formula
}
