import type { Document } from '../document.js'
import type { Page, Question } from '../question.js'
import { walk } from '../walk.js'
import type { Report } from './problem.js'

/** What a type asks of the document around its question. */
export function checkPlaces(document: Document, pages: Page[], report: Report): void {
  const before = new Map<string, Question>()
  for (const question of walk(pages)) {
    const { type, path } = question
    const wrong = type.checkPlace?.(question, { document, before })
    if (wrong !== undefined) {
      report(
        path.split('.').flatMap((key) => ['properties', key]),
        wrong
      )
    }
    before.set(path, question)
  }
}
