import type { Document, Spec } from '../document.js'
import { inOrder } from '../parse.js'

/** Where a page or a question stands. A path of one key is a page; `''` holds the pages. */
export interface Place {
  /** What holds it: the document, a page, a section, the rows of a group. */
  holder: Spec
  /** The path of what holds it. */
  into: string
  key: string
  spec: Spec
  /** Its place among its neighbours, from 0 on. */
  at: number
}

/** What holds questions at this path, if anything does there. */
export function holderAt(document: Document, path: string): Spec | undefined {
  if (path === '') return document
  const place = placeOf(document, path)
  return place && (place.into === '' ? place.spec : holderIn(place.spec))
}

/** The section itself, or the rows of a group. */
export function holderIn(spec: Spec): Spec | undefined {
  if (spec['x-question'] === 'section') return spec
  return spec['x-question'] === 'group' ? spec.items : undefined
}

export function placeOf(document: Document, path: string): Place | undefined {
  let holder: Spec | undefined = document
  const keys = path.split('.')
  const key = keys.pop()!
  for (const [depth, one] of keys.entries()) {
    const next: Spec | undefined = own(holder, one)
    holder = next && (depth === 0 ? next : holderIn(next))
    if (!holder) return undefined
  }
  const spec = own(holder, key)
  return spec && { holder, into: keys.join('.'), key, spec, at: orderOf(holder).indexOf(key) }
}

/** The keys of what a holder holds, in order. */
export function orderOf(holder: Spec): string[] {
  return inOrder(holder).map(([key]) => key)
}

export function join(into: string, key: string): string {
  return into === '' ? key : `${into}.${key}`
}

/** Every page and question with its path, in the order of the form. */
export function* everything(holder: Spec, into = ''): Generator<{ path: string; spec: Spec }> {
  for (const [key, spec] of inOrder(holder)) {
    const path = join(into, key)
    yield { path, spec }
    const below = into === '' ? spec : holderIn(spec)
    if (below) yield* everything(below, path)
  }
}

/** Puts a page or a question into its holder. `at`: its place among the neighbours; the last by default. */
export function insert(holder: Spec, key: string, spec: Spec, at = Number.POSITIVE_INFINITY): void {
  const order = orderOf(holder).filter((one) => one !== key)
  order.splice(at, 0, key)
  holder.properties = { ...holder.properties, [key]: spec }
  holder['x-order'] = order
}

export function remove(holder: Spec, key: string): void {
  const { [key]: gone, ...rest } = holder.properties ?? {}
  const order = orderOf(holder).filter((one) => one !== key)
  holder.properties = rest
  holder['x-order'] = order
  setRequired(holder, key, false)
}

export function isRequired(holder: Spec, key: string): boolean {
  return holder.required?.includes(key) ?? false
}

export function setRequired(holder: Spec, key: string, required: boolean): void {
  const others = (holder.required ?? []).filter((one) => one !== key)
  if (required) others.push(key)
  if (others.length > 0) holder.required = others
  else delete holder.required
}

function own(holder: Spec | undefined, key: string): Spec | undefined {
  const properties = holder?.properties ?? {}
  return Object.hasOwn(properties, key) ? properties[key] : undefined
}
