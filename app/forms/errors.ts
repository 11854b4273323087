import type { Answers } from './document.js'
import { focusId, locate, type Located } from './locate.js'
import { messageFor } from './messages.js'
import type { Page } from './question.js'
import type { Clock } from './types/type.js'
import type { AjvError } from './validator.js'

/** One answer that cannot stand, in words for the usager. */
export interface FieldError {
  /** `page.question`, `page.address.postcode`, `page.group.0.question`. */
  path: string
  /** The DOM id of the control that takes the focus. */
  id: string
  /** What the question is called. */
  question: string
  /** A French sentence that names the question. */
  message: string
}

/** What ajv found, as at most one error per question, in the order of the form. */
export function fieldErrors(
  pages: Page[],
  answers: Answers,
  found: AjvError[],
  clock: Clock
): FieldError[] {
  const worst = new Map<string, Located>()
  for (const error of found) {
    const located = locate(pages, answers, error)
    const known = located && worst.get(located.path)
    if (located && (!known || rank(located.rule) < rank(known.rule)))
      worst.set(located.path, located)
  }
  return [...worst.values()]
    .filter(
      (one) => !(one.isOwnRule && [...worst.keys()].some((p) => p.startsWith(`${one.path}.`)))
    )
    .sort(byPosition)
    .map((one) => ({
      path: one.path,
      id: focusId(one.question, one.path),
      question: one.name,
      message: messageFor(one, clock),
    }))
}

const FIRST = ['required', 'type', 'integer', 'pattern']

// What is missing or unreadable is told before what is too long or breaks a finer rule.
function rank(rule: string): number {
  const place = FIRST.indexOf(rule)
  return place === -1 ? FIRST.length : place
}

function byPosition(a: Located, b: Located): number {
  const length = Math.max(a.position.length, b.position.length)
  for (let i = 0; i < length; i++) {
    const difference = (a.position[i] ?? -1) - (b.position[i] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}
