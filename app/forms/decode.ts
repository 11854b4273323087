import type { Question } from './question.js'
import { own, rows, isEmpty, type Bag } from './values.js'
import { MOST_ROWS } from './types/group/group.js'

/** From the fields of a form to answers: what was left empty is absent, what cannot be read stays as typed. */
export function decode(questions: Question[], raw: unknown): Bag {
  const answers: Bag = {}
  for (const question of questions) {
    const value = decodeOne(question, own(raw, question.key))
    if (value !== undefined) answers[question.key] = value
  }
  return answers
}

function decodeOne(question: Question, raw: unknown): unknown {
  if (raw === undefined || raw === null) return undefined
  switch (question.type.shape) {
    case 'value':
      return question.type.decode!(raw, question.spec)
    case 'parts': {
      const parts = decode(question.children, raw)
      return isEmpty(parts) ? undefined : parts
    }
    case 'rows': {
      const decoded = rows(raw, MOST_ROWS).map((row) => decode(question.children, row))
      return decoded.length > 0 ? decoded : undefined
    }
    case 'none':
      return undefined
  }
}
