import type { Problem } from '../check/problem.js'
import type { Document, Rule, Spec } from '../document.js'
import { faultsOf } from './faults.js'
import { free, isDerived, keyFrom } from './keys.js'
import { forget, isWithin, repoint, repointCopy, usesOf, type Use } from './references.js'
import {
  everything,
  holderAt,
  holderIn,
  insert,
  isRequired,
  join,
  orderOf,
  placeOf,
  remove,
  setRequired,
} from './tree.js'

/** What an administrator may do to a form. Paths are as in rules; `into: ''` is the form itself. */
export type Operation =
  | { type: 'add'; into: string; at?: number; spec: Spec; required?: boolean }
  | { type: 'edit'; path: string; spec: Spec; required?: boolean; key?: string }
  | { type: 'rule'; path: string; rule?: Rule }
  | { type: 'move'; path: string; into: string; at: number }
  | { type: 'duplicate'; path: string; title: string }
  | { type: 'delete'; path: string }
  /** All its pages on one, as sections, or each by itself. */
  | { type: 'layout'; singlePage: boolean }
  | { type: 'replace'; document: Document }

export type Outcome =
  /** `path`: where what was touched is now; of a deletion, what takes the focus. */
  | { type: 'done'; document: Document; path: string }
  /** Another administrator has deleted it, or it was never there. */
  | { type: 'missing' }
  /** The form would no longer be right: why, and nothing was done. */
  | { type: 'refused'; problems: Problem[] }
  /** A computed value needs what would be deleted. */
  | { type: 'in-use'; uses: Use[] }

export interface Circumstances {
  /** Keys of what is published: answers and exports know them, so that they stay. */
  frozen?: ReadonlySet<string>
}

type Step = { document: Document; path: string }

/**
 * Does one thing to a form, or says why not. The document that comes out is always right, but for
 * pages, sections and groups that are still empty; the one that went in is not touched.
 */
export function perform(
  given: Document,
  operation: Operation,
  { frozen = new Set() }: Circumstances = {}
): Outcome {
  const document = structuredClone(given)
  if (operation.type === 'delete') {
    const uses = usesOf(document, operation.path).filter(({ by }) => by === 'compute')
    if (uses.length > 0) return { type: 'in-use', uses }
  }
  const path = stepOf(document, operation, frozen)
  if (path === undefined) return { type: 'missing' }
  const step: Step = {
    document: operation.type === 'replace' ? structuredClone(operation.document) : document,
    path,
  }
  const problems = faultsOf(step.document)
  return problems.length > 0 ? { type: 'refused', problems } : { type: 'done', ...step }
}

function stepOf(
  document: Document,
  operation: Operation,
  frozen: ReadonlySet<string>
): string | undefined {
  switch (operation.type) {
    case 'add':
      return add(document, operation)
    case 'edit':
      return edit(document, operation, frozen)
    case 'rule':
      return setRule(document, operation)
    case 'move':
      return move(document, operation)
    case 'duplicate':
      return duplicate(document, operation)
    case 'delete':
      return drop(document, operation)
    case 'layout':
      if (operation.singlePage) document['x-single-page'] = true
      else delete document['x-single-page']
      return ''
    case 'replace':
      return ''
  }
}

type Of<Type extends Operation['type']> = Extract<Operation, { type: Type }>

function add(document: Document, { into, at, spec, required }: Of<'add'>): string | undefined {
  const holder = holderAt(document, into)
  if (!holder) return undefined
  const key = keyFrom(spec.title ?? '', orderOf(holder))
  insert(holder, key, roleless(document, structuredClone(spec)), at)
  setRequired(holder, key, into !== '' && required === true)
  return join(into, key)
}

/** The new settings of a page or question. What it holds and its condition stay as they are. */
function edit(document: Document, operation: Of<'edit'>, frozen: ReadonlySet<string>) {
  const place = placeOf(document, operation.path)
  if (!place) return undefined
  const { holder, key, into, spec: old } = place
  const spec: Spec = { ...structuredClone(operation.spec), ...kept(old, operation.spec) }
  const others = orderOf(holder).filter((one) => one !== key)
  const next = frozen.has(key) ? key : nextKey(operation, key, old, spec, others)
  const required = operation.required ?? isRequired(holder, key)
  remove(holder, key)
  insert(holder, next, spec, place.at)
  setRequired(holder, next, into !== '' && required)
  repoint(document, join(into, key), join(into, next))
  return join(into, next)
}

/** A key follows the title until somebody writes one, or it is published. */
function nextKey(
  { key: asked }: Of<'edit'>,
  key: string,
  old: Spec,
  spec: Spec,
  others: string[]
): string {
  if (asked !== undefined && asked !== key) return free(asked, new Set(others))
  if (spec.title === old.title || !isDerived(key, old.title ?? '')) return key
  return keyFrom(spec.title ?? '', others)
}

function kept(old: Spec, spec: Spec): Spec {
  const held: Spec = {}
  const rule = old['x-show-if']
  if (rule) held['x-show-if'] = rule
  if (old['x-question'] !== spec['x-question']) return held
  for (const keyword of ['properties', 'x-order', 'required', 'items'] as const) {
    const isOwn = keyword === 'items' && !holderIn(old)
    if (old[keyword] !== undefined && !isOwn) Object.assign(held, { [keyword]: old[keyword] })
  }
  return held
}

function setRule(document: Document, { path, rule }: Of<'rule'>): string | undefined {
  const place = placeOf(document, path)
  if (!place) return undefined
  if (rule) place.spec['x-show-if'] = structuredClone(rule)
  else delete place.spec['x-show-if']
  return path
}

function move(document: Document, { path, into, at }: Of<'move'>): string | undefined {
  const place = placeOf(document, path)
  const target = holderAt(document, into)
  // Pages stay pages, and nothing goes into itself.
  if (!place || !target || (into === '') !== (place.into === '') || isWithin(into, path)) {
    return undefined
  }
  const { holder, key, spec } = place
  const required = isRequired(holder, key)
  remove(holder, key)
  const next = free(key, new Set(orderOf(target)))
  insert(target, next, spec, at)
  setRequired(target, next, required)
  repoint(document, path, join(into, next))
  return join(into, next)
}

/** A copy right after it; what looks at things within it looks at the copy's. */
function duplicate(document: Document, { path, title }: Of<'duplicate'>): string | undefined {
  const place = placeOf(document, path)
  if (!place) return undefined
  const { holder, into, key, at } = place
  const copy = { ...structuredClone(place.spec), title }
  const next = keyFrom(title, orderOf(holder))
  insert(holder, next, copy, at + 1)
  setRequired(holder, next, isRequired(holder, key))
  repointCopy(copy, path, join(into, next))
  for (const { spec } of [
    { spec: copy },
    ...everything(holderAt(document, join(into, next)) ?? {}, 'x'),
  ]) {
    delete spec['x-role']
  }
  return join(into, next)
}

/** Deletes it, and the conditions that look at it: whoever asks was told which. */
function drop(document: Document, { path }: Of<'delete'>): string | undefined {
  const place = placeOf(document, path)
  if (!place) return undefined
  const { holder, into, key, at } = place
  remove(holder, key)
  forget(document, path)
  const order = orderOf(holder)
  const neighbour = order[at] ?? order.at(-1)
  return neighbour === undefined ? into : join(into, neighbour)
}

/** A role is borne once: what comes second does without. */
function roleless(document: Document, spec: Spec): Spec {
  const role = spec['x-role']
  const isTaken = [...everything(document)].some((one) => one.spec['x-role'] === role)
  if (role !== undefined && isTaken) delete spec['x-role']
  return spec
}
