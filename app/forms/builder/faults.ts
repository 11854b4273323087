import { check } from '../check/check.js'
import { checkSize } from '../check/size.js'
import type { Problem } from '../check/problem.js'
import type { Document, Spec } from '../document.js'
import { inOrder } from '../parse.js'
import { isBag } from '../values.js'
import { holderIn } from './tree.js'

/**
 * What is wrong with a draft: what `check` finds, but for pages, sections and groups that hold nothing
 * yet. Those may stay empty until the form is published.
 */
export function faultsOf(document: unknown): Problem[] {
  if (!isBag(document) || !isBag(document.properties)) return check(document)
  return check(filled(document as Document))
}

const TEXT: Spec = { 'x-question': 'explanation', 'description': '…' }
const KEY = 'vide'

/** The same document, with a text to read in what holds nothing yet: so it can be checked and shown. */
export function filled(document: Document): Document {
  let isVast = false
  checkSize(document, () => (isVast = true))
  return isVast ? document : (filledIn(document, 0) as Document)
}

function filledIn(holder: Spec, depth: number): Spec {
  const properties = isBag(holder.properties) ? holder.properties : {}
  if (Object.keys(properties).length === 0 && !isBad(holder)) {
    const one = depth === 0 ? { title: KEY, properties: { [KEY]: TEXT } } : TEXT
    return { ...holder, 'properties': { [KEY]: one }, 'x-order': [KEY] }
  }
  const kept = Object.entries(properties).map(([key, spec]): [string, unknown] => {
    if (!isBag(spec)) return [key, spec]
    const below = depth === 0 ? spec : holderIn(spec)
    if (!isBag(below)) return [key, spec]
    const inner = filledIn(below, depth + 1)
    return [key, below === spec ? inner : { ...spec, items: inner }]
  })
  return { ...holder, properties: Object.fromEntries(kept) as Record<string, Spec> }
}

/** What names questions that are not there is not empty, but wrong. */
function isBad(holder: Spec): boolean {
  const named = [holder['x-order'], holder.required].map((list) => list ?? [])
  const isFine = named.every((list) => Array.isArray(list) && list.length === 0)
  return !isFine || (holder.properties !== undefined && !isBag(holder.properties))
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
