import type { Answers } from './document.js'
import type { Page } from './question.js'
import { Screen } from './shown.js'
import { isBag } from './values.js'

/** An untouched page or section is there, empty, for what is required in it to be missed. */
export function withFrames(pages: Page[], kept: Answers): Answers {
  const screen = new Screen(pages, kept)
  const framed: Answers = {}
  for (const page of screen.shownPages()) {
    const values = { ...kept[page.key] }
    for (const { question, value } of screen.questions(page.questions, page.key, values)) {
      if (question.type.name === 'section' && !isBag(value)) values[question.key] = {}
    }
    framed[page.key] = values
  }
  return framed
}
