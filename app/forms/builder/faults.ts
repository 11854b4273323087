import { check } from '../check/check.js'
import type { Problem } from '../check/problem.js'
import type { Document, Spec } from '../document.js'
import { inOrder } from '../parse.js'
import { holderIn } from './tree.js'

/**
 * What is wrong with a draft: what `check` finds, but for pages, sections and groups that hold nothing
 * yet. Those may stay empty until the form is published.
 */
export function faultsOf(document: Document): Problem[] {
  const whole = withoutEmpty(document)
  return Object.keys(whole.properties).length === 0 ? [] : check(whole)
}

/** The pages, sections and groups that hold nothing, by path. */
export function emptyIn(holder: Spec, into: string[] = []): string[] {
  return inOrder(holder).flatMap(([key, spec]) => {
    const below = into.length === 0 ? spec : holderIn(spec)
    if (!below) return []
    const path = [...into, key]
    const isEmpty = Object.keys(below.properties ?? {}).length === 0
    return isEmpty ? [path.join('.')] : emptyIn(below, path)
  })
}

/** The same document without what holds nothing. */
export function withoutEmpty(document: Document): Document {
  return pruned(document, 0) as Document
}

function pruned(holder: Spec, depth: number): Spec {
  const kept = inOrder(holder).flatMap(([key, spec]): [string, Spec][] => {
    const below = depth === 0 ? spec : holderIn(spec)
    if (!below) return [[key, spec]]
    const inner = pruned(below, depth + 1)
    if (Object.keys(inner.properties ?? {}).length === 0) return []
    return [[key, below === spec ? inner : { ...spec, items: inner }]]
  })
  const keys = kept.map(([key]) => key)
  const { required, ...rest } = holder
  const asked = required?.filter((key) => keys.includes(key)) ?? []
  return {
    ...rest,
    'properties': Object.fromEntries(kept),
    'x-order': keys,
    ...(asked.length > 0 && { required: asked }),
  }
}
