import type { Page, Question } from './question.js'

/** Every question of the pages in order, those inside sections, parts and rows after what holds them. */
export function* walk(pages: Page[]): Generator<Question> {
  for (const page of pages) yield* below(page.questions)
}

function* below(questions: Question[]): Generator<Question> {
  for (const question of questions) {
    yield question
    yield* below(question.children)
  }
}

/** The same without sections, and with composite questions and groups as one: what people call a question. */
export function* asked(questions: Question[]): Generator<Question> {
  for (const question of questions) {
    if (question.type.name === 'section') yield* asked(question.children)
    else if (question.type.shape !== 'none') yield question
  }
}
