import { concerns } from './correction.js'
import type { Answers, Pieces } from './document.js'
import { leastRows } from './edits.js'
import { questionPath } from './paths.js'
import type { Page, Question } from './question.js'
import type { RenderContext } from './rjsf/context.js'
import { Screen, type Shown } from './shown.js'
import { isBag, isEmpty, own, type Bag } from './values.js'
import { visible } from './visible.js'

/** What is filled in together: a page, or the whole of a form that stands on one. */
export interface Sheet {
  /** All the pages of the form: rules look back at them. */
  pages: Page[]
  /** Those of this sheet. */
  together: Page[]
  /** Whether the pages are sections of one sheet, under their own titles. */
  isWhole: boolean
  question(path: string): Question | undefined
  /** Of a correction: only these questions, and of the pages those that ask one of them. */
  wanted?: Set<string>
}

export interface Look {
  /** What stands in the fields, rows still to be filled in among it. */
  values: Answers
  context: RenderContext
  /** The paths of the conditional questions that are shown; null on a sheet without rules. */
  conditional: string[] | null
}

/** What a sheet shows under these answers: the same on the server and, at each change, in a browser. */
export function look(sheet: Sheet, answers: Answers, pieces: Pieces): Look {
  const { pages, together, isWhole, wanted } = sheet
  const kept = visible(pages, answers)
  const screen = new Screen(pages, kept)
  const values: Answers = {}
  const shownPages = new Set(screen.shownPages())
  const shown: Shown[] = []
  for (const page of together.filter((one) => shownPages.has(one))) {
    values[page.key] = withFirstRows(page.questions, own(kept, page.key))
    shown.push(...screen.everything(page, values[page.key]))
  }
  const drawn = shown.filter(({ question }) => !wanted || concerns(wanted, question))
  const drawnPages = Object.keys(values).filter((key) => !wanted || drawn.some(asksOn(key)))
  const paths = new Set([...drawn.map(({ path }) => path), ...drawnPages])
  const computed = drawn.filter(({ question }) => question.type.compute)
  const results = Object.fromEntries(computed.map(({ path, value }) => [path, value]))
  const withRules = !wanted && hasRules(together, isWhole)
  return {
    values,
    context: {
      state: JSON.stringify([[...paths], results]),
      question: (path) => sheet.question(questionPath(path)),
      isCorrection: wanted !== undefined,
      page: (key) => (isWhole ? together.find((page) => page.key === key) : undefined),
      isShown: (path) => paths.has(path),
      computed: (path) => results[path],
      pieces,
    },
    conditional: withRules
      ? [...conditionalPages(together, isWhole, shownPages), ...conditionalQuestions(shown)]
      : null,
  }
}

const asksOn =
  (page: string) =>
  ({ path, question: { type } }: Shown) =>
    path.startsWith(`${page}.`) && (type.shape === 'rows' || type.shape === 'value')

/** The paths, with row numbers, of what is shown under a condition on a sheet. */
export function conditionalPaths({ pages, together, isWhole }: Sheet, kept: Answers): string[] {
  const screen = new Screen(pages, kept)
  const shownPages = new Set(screen.shownPages())
  const shown = together.flatMap((page) => screen.everything(page))
  return [...conditionalPages(together, isWhole, shownPages), ...conditionalQuestions(shown)]
}

// On a sheet of its own a page has been seen as soon as it is there.
function conditionalPages(together: Page[], isWhole: boolean, shown: Set<Page>): string[] {
  const ruled = isWhole ? together.filter((page) => page.rule && shown.has(page)) : []
  return ruled.map(({ key }) => key)
}

function conditionalQuestions(shown: Shown[]): string[] {
  return shown
    .filter(({ question }) => question.rule && question.type.shape !== 'none')
    .map(({ path }) => path)
}

function hasRules(pages: Page[], isWhole: boolean): boolean {
  return pages.some(({ rule, questions }) => (isWhole && rule) || areRuled(questions))
}

function areRuled(questions: Question[]): boolean {
  return questions.some(({ rule, children }) => rule !== undefined || areRuled(children))
}

/** A group that wants rows shows its first ones, empty, instead of only a button. */
function withFirstRows(questions: Question[], values: unknown): Bag {
  const padded: Bag = { ...(isBag(values) ? values : {}) }
  for (const question of questions) {
    const { key, type, children } = question
    if (type.shape === 'parts') {
      const parts = withFirstRows(children, padded[key])
      if (!isEmpty(parts)) padded[key] = parts
    }
    const rows = padded[key]
    const least = leastRows(question)
    if (type.shape === 'rows' && least > 0 && !Array.isArray(rows)) {
      padded[key] = Array.from({ length: least }, () => ({}))
    }
  }
  return padded
}
