import { isBag, own } from '../values.js'

/** One value that changed; a missing `before` was not there, a missing `after` is there no more. */
export interface Change {
  at: string[]
  before?: unknown
  after?: unknown
}

/** What parts two JSON documents. Lists are taken whole: they are orders and options, and short. */
export function changesBetween(before: unknown, after: unknown, at: string[] = []): Change[] {
  if (!isBag(before) || !isBag(after)) {
    return isSame(before, after)
      ? []
      : [{ at, ...given('before', before), ...given('after', after) }]
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap((key) => changesBetween(own(before, key), own(after, key), [...at, key]))
}

/** The document after these changes; it is not touched itself. */
export function applied<T>(document: T, changes: Change[]): T {
  let result: unknown = structuredClone(document)
  for (const { at, ...change } of changes) {
    const last = at.at(-1)
    if (last === undefined) {
      result = structuredClone(change.after)
      continue
    }
    const holder = at.slice(0, -1).reduce<unknown>((value, key) => own(value, key), result)
    if (!isBag(holder)) continue
    if (change.after === undefined) delete holder[last]
    else holder[last] = structuredClone(change.after)
  }
  return result as T
}

/** The changes that take these back. */
export function inverse(changes: Change[]): Change[] {
  return changes
    .map(({ at, before, after }) => ({ at, ...given('before', after), ...given('after', before) }))
    .reverse()
}

function given(name: string, value: unknown) {
  return value === undefined ? {} : { [name]: value }
}

/** By content: a database gives keys back in an order of its own. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, at) => isSame(value, other[at]))
  }
  if (!isBag(one) || !isBag(other)) return Object.is(one, other)
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  )
}
