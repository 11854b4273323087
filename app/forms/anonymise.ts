import type { Answers } from './document.js'
import type { Page, Question } from './question.js'
import { isBag, isEmpty, own, type Bag } from './values.js'

/** What stays of an answer that is not made of others; undefined for nothing. */
type Left = (question: Question, value: unknown) => unknown

/** What may stay for figures once the person is forgotten: no text, no file, nothing sensitive. */
export function anonymise(pages: Page[], answers: Answers): Answers {
  return reduced(pages, answers, ({ type, spec }, value) => type.anonymise?.(value, spec))
}

/** What may leave for another program: all but what is sensitive. */
export function shareable(pages: Page[], answers: Answers): Answers {
  return reduced(pages, answers, ({ children }, value) => (children.length > 0 ? undefined : value))
}

function reduced(pages: Page[], answers: Answers, left: Left): Answers {
  const kept: Answers = {}
  for (const page of pages) {
    const some = part(page.questions, own(answers, page.key), left)
    if (!isEmpty(some)) kept[page.key] = some
  }
  return kept
}

function part(questions: Question[], given: unknown, left: Left): Bag {
  const kept: Bag = {}
  for (const question of questions) {
    const value = own(given, question.key)
    const some = isEmpty(value) || question.sensitive ? undefined : leftOf(question, value, left)
    if (!isEmpty(some)) kept[question.key] = some
  }
  return kept
}

function leftOf(question: Question, value: unknown, left: Left): unknown {
  const { type, children } = question
  const whole = left(question, value)
  if (whole !== undefined) return whole
  if (type.shape === 'parts') return isBag(value) ? part(children, value, left) : undefined
  if (type.shape === 'rows') {
    return Array.isArray(value) ? value.map((row) => part(children, row, left)) : undefined
  }
  return undefined
}
