import type { Answers } from './document.js'
import type { Page, Question } from './question.js'
import { isBag, isEmpty, own, type Bag } from './values.js'

/** What may stay for figures once the person is forgotten: no text, no file, nothing sensitive. */
export function anonymise(pages: Page[], answers: Answers): Answers {
  const left: Answers = {}
  for (const page of pages) {
    const kept = part(page.questions, own(answers, page.key))
    if (!isEmpty(kept)) left[page.key] = kept
  }
  return left
}

function part(questions: Question[], given: unknown): Bag {
  const left: Bag = {}
  for (const question of questions) {
    const value = own(given, question.key)
    const kept = isEmpty(value) || question.sensitive ? undefined : leftOf(question, value)
    if (!isEmpty(kept)) left[question.key] = kept
  }
  return left
}

function leftOf({ type, spec, children }: Question, value: unknown): unknown {
  if (type.anonymise) return type.anonymise(value, spec)
  if (type.shape === 'parts') return isBag(value) ? part(children, value) : undefined
  if (type.shape === 'rows') {
    return Array.isArray(value) ? value.map((row) => part(children, row)) : undefined
  }
  return undefined
}
