import type { Document, Lists } from '../document.js'
import { draw } from '../drawing.js'
import { parse } from '../parse.js'
import type { Page, Question } from '../question.js'
import { questionPath } from '../paths.js'
import { uiSchema } from '../rjsf/schemas.js'
import { walk } from '../walk.js'

/**
 * The questions of one page as the usager will see them, each on its own and whatever its condition.
 *
 * @returns the HTML of a question that stands directly on the page; '' where there is none
 */
export function preview(document: Document, pageKey: string, lists: Lists = {}) {
  const page = parse(document, lists).find(({ key }) => key === pageKey)
  const questions = new Map(page?.questions.map((one) => [one.path, always(one)]))
  return (path: string): string => {
    const question = questions.get(path)
    return page && question ? drawAlone(page, question) : ''
  }
}

function drawAlone(page: Page, question: Question): string {
  const alone: Page = { ...page, rule: undefined, questions: [question] }
  const known = new Map([...walk([alone])].map((one) => [one.path, one]))
  return draw({
    pages: [alone],
    together: [alone],
    isWhole: false,
    uiSchema: uiSchema([alone]),
    question: (path) => known.get(questionPath(path)),
    answers: {},
    errors: [],
    pieces: {},
  })
}

function always(question: Question): Question {
  // A row of a group is shown, so that one sees what is asked in it.
  const spec = question.type.shape === 'rows' ? { minItems: 1, ...question.spec } : question.spec
  return { ...question, spec, rule: undefined, children: question.children.map(always) }
}
