import { options, type Option } from '../controls/option.js'
import type { Document, Spec } from '../document.js'
import { isSame } from './patch.js'
import { everything, holderIn, isRequired, orderOf, placeOf } from './tree.js'

/** One thing that is not as it was, for a sentence: « La question « Téléphone » devient facultative ». */
export interface Difference {
  type:
    | 'single-page'
    | 'several-pages'
    | 'page-added'
    | 'page-removed'
    | 'question-added'
    | 'question-removed'
    | 'moved'
    | 'reordered'
    | 'renamed'
    | 'required'
    | 'optional'
    | 'retyped'
    | 'option-added'
    | 'option-removed'
    | 'option-renamed'
    | 'rule-added'
    | 'rule-changed'
    | 'rule-removed'
    | 'help'
    | 'settings'
  /** What the page or question is called now, or was. */
  title: string
  /** What it was called, of a new title; the option. */
  other?: string
  /** The page where it is now. */
  page: string
}

interface One {
  path: string
  spec: Spec
  document: Document
}

/** What has changed from one form to another, in the order of the new one; what is gone comes last. */
export function differences(before: Document, after: Document): Difference[] {
  const old = new Map([...everything(before)].map((one) => [one.path, one.spec]))
  const now = new Map([...everything(after)].map((one) => [one.path, one.spec]))
  const cameFrom = pairs(old, now)
  const found: Difference[] = [...laidOut(before, after), ...reordered(before, after, '')]
  for (const [path, spec] of now) {
    const source = cameFrom.get(path)
    const page = titleAt(after, path.split('.')[0]!)
    const title = spec.title ?? path
    if (source === undefined) {
      // A page that comes is told once, not with each of its questions.
      const isTold = isNew(path, cameFrom, now)
      if (!isTold) {
        found.push({ type: path.includes('.') ? 'question-added' : 'page-added', title, page })
      }
      continue
    }
    const one = { path: source, spec: old.get(source)!, document: before }
    found.push(...changed(one, { path, spec, document: after }, { title, page }))
    if (holdsMore(path, spec)) found.push(...reordered(before, after, path, source))
  }
  const stayed = new Set(cameFrom.values())
  for (const [path, spec] of old) {
    if (stayed.has(path) || isGoneWithItsPage(path, stayed, old)) continue
    const type = path.includes('.') ? 'question-removed' : 'page-removed'
    found.push({ type, title: spec.title ?? path, page: titleAt(before, path.split('.')[0]!) })
  }
  return found
}

function laidOut(before: Document, after: Document): Difference[] {
  const [was, is] = [before, after].map((form) => form['x-single-page'] === true)
  return was === is ? [] : [{ type: is ? 'single-page' : 'several-pages', title: '', page: '' }]
}

/** By path; then what has the same key and type elsewhere has moved. */
function pairs(old: Map<string, Spec>, now: Map<string, Spec>): Map<string, string> {
  const found = new Map<string, string>()
  for (const path of now.keys()) if (old.has(path)) found.set(path, path)
  const left = [...old.keys()].filter((path) => !now.has(path) && path.includes('.'))
  for (const [path, spec] of now) {
    if (found.has(path) || !path.includes('.')) continue
    const source = left.findIndex(
      (one) => keyOf(one) === keyOf(path) && old.get(one)!['x-question'] === spec['x-question']
    )
    if (source !== -1) found.set(path, left.splice(source, 1)[0]!)
  }
  return found
}

function changed(
  { path: from, spec: old, document: before }: One,
  { path, spec, document: after }: One,
  named: { title: string; page: string }
): Difference[] {
  const found: Difference[] = []
  const tell = (type: Difference['type'], other?: string) =>
    found.push({ type, ...named, ...(other !== undefined && { other }) })
  if (from !== path && parentOf(from) !== parentOf(path)) tell('moved')
  if (old.title !== spec.title) tell('renamed', old.title ?? from)
  if (old['x-question'] !== spec['x-question']) tell('retyped')
  const [was, is] = [requiredAt(before, from), requiredAt(after, path)]
  if (was !== is) tell(is ? 'required' : 'optional')
  for (const one of optionChanges(optionsOf(old), optionsOf(spec))) tell(one.type, one.title)
  if ((old.description ?? '') !== (spec.description ?? '')) tell('help')
  const [rule, next] = [old['x-show-if'], spec['x-show-if']]
  if (!isSame(rule, next)) tell(!rule ? 'rule-added' : !next ? 'rule-removed' : 'rule-changed')
  if (old['x-question'] === spec['x-question'] && !isSame(rest(old), rest(spec))) tell('settings')
  return found
}

type OptionChange = Pick<Difference, 'type' | 'title'>

function optionChanges(old: Option[], now: Option[]): OptionChange[] {
  const known = new Map(old.map((one) => [one.value, one]))
  const kept = new Set(now.map(({ value }) => value))
  return [
    ...now.flatMap(({ value, title }): OptionChange[] => {
      const was = known.get(value)
      if (!was) return [{ type: 'option-added', title }]
      return was.title === title ? [] : [{ type: 'option-renamed', title }]
    }),
    ...old
      .filter(({ value }) => !kept.has(value))
      .map(({ title }) => ({ type: 'option-removed' as const, title })),
  ]
}

function optionsOf(spec: Spec): Option[] {
  return [...options(spec), ...(holderIn(spec) ? [] : options(spec.items ?? {}))]
}

/** What is told by no sentence of its own. */
function rest(spec: Spec): Spec {
  const { title, description, properties, required, oneOf, items, ...others } = spec
  delete others['x-show-if']
  delete others['x-order']
  return others
}

/** Whether what stayed in a holder stands in another order. */
function reordered(before: Document, after: Document, path: string, from = path): Difference[] {
  const [was, is] = [holder(before, from), holder(after, path)]
  if (!was || !is) return []
  const [old, now] = [orderOf(was), orderOf(is)]
  const both = (order: string[], other: string[]) => order.filter((key) => other.includes(key))
  if (both(old, now).join() === both(now, old).join()) return []
  const title = path === '' ? '' : titleAt(after, path)
  return [
    { type: 'reordered', title, page: path === '' ? '' : titleAt(after, path.split('.')[0]!) },
  ]
}

function holder(document: Document, path: string): Spec | undefined {
  if (path === '') return document
  const place = placeOf(document, path)
  return place && (place.into === '' ? place.spec : holderIn(place.spec))
}

function holdsMore(path: string, spec: Spec): boolean {
  return !path.includes('.') || holderIn(spec) !== undefined
}

function isNew(path: string, cameFrom: Map<string, string>, now: Map<string, Spec>): boolean {
  const parent = parentOf(path)
  return parent !== '' && now.has(parent) && !cameFrom.has(parent)
}

function isGoneWithItsPage(path: string, stayed: Set<string>, old: Map<string, Spec>): boolean {
  const parent = parentOf(path)
  return parent !== '' && old.has(parent) && !stayed.has(parent)
}

function requiredAt(document: Document, path: string): boolean {
  const place = placeOf(document, path)
  return place !== undefined && place.into !== '' && isRequired(place.holder, place.key)
}

const keyOf = (path: string) => path.split('.').at(-1)!
const parentOf = (path: string) => path.split('.').slice(0, -1).join('.')

function titleAt(document: Document, path: string): string {
  return placeOf(document, path)?.spec.title ?? path
}
