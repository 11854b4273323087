import type { Answers } from './document.js'
import type { Question } from './question.js'
import { MOST_ROWS } from './types/group/group.js'
import { isBag, numeric, own, type Bag } from './values.js'

/** The rows that a group shows before any was answered. */
export function leastRows({ spec, required }: Question): number {
  return Math.max(numeric(spec.minItems, 0), required ? 1 : 0)
}

export function mostRows({ spec }: Question): number {
  return numeric(spec.maxItems, MOST_ROWS)
}

/** The edits leave the answers as they are where the question cannot take them. */
export function addRow(group: Question | undefined, answers: Answers, path: string): Answers {
  if (group?.type.shape !== 'rows') return answers
  return editList(answers, path, (rows) => {
    const shown = rows.length > 0 ? rows : Array.from({ length: leastRows(group) }, () => ({}))
    return shown.length < mostRows(group) ? [...shown, {}] : shown
  })
}

export function removeRow(
  group: Question | undefined,
  answers: Answers,
  path: string,
  index: number
): Answers {
  if (group?.type.shape !== 'rows') return answers
  return editList(answers, path, (rows) => rows.filter((_, at) => at !== index))
}

export function removePiece(
  question: Question | undefined,
  answers: Answers,
  path: string,
  id: string
): Answers {
  if (!question?.type.settings) return answers
  return editList(answers, path, (ids) => ids.filter((one) => one !== id))
}

/** Answers with the list at this path changed; the same answers where there is nothing to change. */
function editList(answers: Answers, path: string, change: (list: unknown[]) => unknown[]): Answers {
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
