import { say } from '../say.js'
import type { Report } from './problem.js'

const MOST_DEPTH = 16
const MOST_NODES = 50_000
const MOST_TEXT = 20_000
const MOST_CHARACTERS = 1_000_000

/** Bounds before anything else is read, so that a hostile document costs no more than an honest one. */
export function checkSize(document: unknown, report: Report): void {
  let nodes = 0
  let characters = 0
  const stack: [unknown, number][] = [[document, 0]]
  while (stack.length > 0) {
    const [value, depth] = stack.pop()!
    nodes += 1
    if (typeof value === 'string') {
      characters += value.length
      if (value.length > MOST_TEXT) return report([], say('forms.check.too_long'))
    }
    if (nodes > MOST_NODES || characters > MOST_CHARACTERS) {
      return report([], say('forms.check.too_big'))
    }
    if (depth > MOST_DEPTH) return report([], say('forms.check.too_deep'))
    if (typeof value !== 'object' || value === null) continue
    for (const [key, one] of Object.entries(value)) {
      characters += key.length
      stack.push([one, depth + 1])
    }
  }
}
