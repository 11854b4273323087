import type { Answers } from './document.js'
import type { FieldError } from './errors.js'
import { domId } from './paths.js'
import type { Page, Question } from './question.js'
import { say } from './say.js'
import { Screen } from './shown.js'

/** Where the journey of someone who is not concerned stops. */
export interface Exit {
  page: Page
  question: Question
  /** Dotted, with row numbers. */
  path: string
}

/** The first explanation with an `x-exit` that is shown, if one is. */
export function exitOf(pages: Page[], kept: Answers): Exit | undefined {
  const screen = new Screen(pages, kept)
  for (const page of screen.shownPages()) {
    const found = screen.everything(page).find(({ question }) => question.exit)
    if (found) return { page, question: found.question, path: found.path }
  }
  return undefined
}

/** The errors before the exit, and that one cannot go on from there: nothing beyond it is missed. */
export function withExit(pages: Page[], errors: FieldError[], exit: Exit): FieldError[] {
  const { page, question, path } = exit
  const before = new Set(pages.slice(0, pages.indexOf(page)).map(({ key }) => key))
  return [
    ...errors.filter((error) => before.has(error.path.split('.')[0]!)),
    {
      path,
      id: domId(path),
      question: question.spec.title ?? page.title,
      message: say('forms.exit.not_concerned'),
    },
  ]
}
