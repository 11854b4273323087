import type { Condition, JsonSchema } from '../document.js'
import { walk } from '../walk.js'
import type { Page, Question } from '../question.js'
import { comparisonIn } from './holds.js'
import { OPERATORS } from './operators.js'

interface Implications {
  root: JsonSchema[]
  /** By the path of the group. */
  rows: Map<string, JsonSchema[]>
}

/** « If this was answered so, that is required », for all that is required and conditional. */
export function implications(pages: Page[]): Implications {
  const byPath = new Map<string, Question>()
  for (const question of walk(pages)) byPath.set(question.path, question)
  const found: Implications = { root: [], rows: new Map() }
  for (const page of pages) {
    if (!page.rule) continue
    const then = { required: [page.key] }
    for (const { outer } of branches(page.rule.all, page.rule.any)) {
      found.root.push({ if: conjunction(outer, byPath), then })
    }
  }
  for (const question of byPath.values()) {
    if (question.required && question.rule) imply(question, byPath, found)
  }
  return found
}

function imply(question: Question, byPath: Map<string, Question>, found: Implications): void {
  const { path, key, group, rule } = question
  const container = path.split('.').slice(0, -1)
  const depth = group?.split('.').length ?? 0
  for (const { outer, inner } of branches(rule?.all, rule?.any, group)) {
    if (!group) {
      const then = nested(container, { required: [key] }, false)
      found.root.push({ if: conjunction(outer, byPath), then })
      continue
    }
    const required = nested(container.slice(depth), { required: [key] }, false)
    const row =
      inner.length > 0 ? { if: conjunction(inner, byPath, group), then: required } : required
    if (outer.length === 0) {
      found.rows.set(group, [...(found.rows.get(group) ?? []), row])
    } else {
      const then = nested(group.split('.'), { items: row }, false)
      found.root.push({ if: conjunction(outer, byPath), then })
    }
  }
}

interface Branch {
  outer: Condition[]
  inner: Condition[]
}

/**
 * A rule as alternatives, each a conjunction: its conditions on the same row (`inner`) can only be said
 * within the row, all others only at the top. « A and (B or C) » is two implications with one conclusion.
 */
function branches(all: Condition[] = [], any: Condition[] = [], group?: string): Branch[] {
  const isInner = (one: Condition) => group !== undefined && one.question.startsWith(`${group}.`)
  const alternatives = any.length > 0 ? any.map((one) => [...all, one]) : [all]
  return alternatives.map((conditions) => ({
    outer: conditions.filter((one) => !isInner(one)),
    inner: conditions.filter(isInner),
  }))
}

function conjunction(
  conditions: Condition[],
  byPath: Map<string, Question>,
  group?: string
): JsonSchema {
  const schemas = conditions.map((condition) => {
    const path = group ? condition.question.slice(group.length + 1) : condition.question
    const { operator, value } = comparisonIn(condition)
    if (operator === 'empty') {
      const present = nested(path.split('.'), filled(byPath.get(condition.question)), true)
      return value === true ? { not: present } : present
    }
    const comparison = byPath.get(condition.question)?.type.comparison ?? 'presence'
    const leaf = OPERATORS[operator]?.schema(value as never, comparison) ?? {}
    return nested(path.split('.'), leaf, true)
  })
  return schemas.length === 1 ? schemas[0]! : { allOf: schemas }
}

// An untouched section is there, but empty.
function filled(question: Question | undefined): JsonSchema {
  if (question?.type.shape === 'parts') return { minProperties: 1 }
  return question?.type.shape === 'rows' ? { minItems: 1 } : {}
}

/** `leaf` below the properties of a path; `required`: absent does not pass. */
function nested(path: string[], leaf: JsonSchema, required: boolean): JsonSchema {
  return path.reduceRight<JsonSchema>(
    (inner, key) => ({ properties: { [key]: inner }, ...(required && { required: [key] }) }),
    leaf
  )
}
