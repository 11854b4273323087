import type { Answers } from './document.js'
import { isBag, own, type Bag } from './values.js'

/** Answers with the list at this path changed; the same answers where there is nothing to change. */
export function editList(
  answers: Answers,
  path: string,
  change: (list: unknown[]) => unknown[]
): Answers {
  const copy = structuredClone(answers) as Bag
  const segments = path.split('.')
  const last = segments.pop()!
  let at: unknown = copy
  for (const segment of segments) {
    if (isBag(at) && !Object.hasOwn(at, segment)) at[segment] = {}
    at = Array.isArray(at) ? at[Number(segment)] : own(at, segment)
  }
  if (!isBag(at)) return answers
  const list = own(at, last)
  const changed = change(Array.isArray(list) ? list : [])
  if (changed.length > 0) at[last] = changed
  else delete at[last]
  return copy as Answers
}
