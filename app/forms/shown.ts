import { holds } from './conditions/holds.js'
import type { Answers } from './document.js'
import type { Page, Question } from './question.js'
import { isBag, own } from './values.js'
import { lookup, type Row } from './visible.js'

/** What a visit is told of each question that is shown. */
export interface Shown {
  question: Question
  /** Dotted, with row numbers. */
  path: string
  /** Undefined when it was not answered. */
  value: unknown
}

/** Answers that `visible` has been through, asked which pages and questions are shown. */
export class Screen {
  constructor(
    private pages: Page[],
    private kept: Answers
  ) {}

  /** The pages that are shown, in order. */
  shownPages(): Page[] {
    return this.pages.filter((page) => holds(page.rule, lookup(this.kept)))
  }

  /** The questions of a page, section, composite question or row that are shown, in order. */
  questions(questions: Question[], at: string, values: unknown, row?: Row): Shown[] {
    const find = lookup(this.kept, row)
    return questions
      .filter((question) => holds(question.rule, find))
      .map((question) => ({
        question,
        path: `${at}.${question.key}`,
        value: own(values, question.key),
      }))
  }

  /** The rows of a group, each with its own questions. */
  rows({ question, path, value }: Shown): Shown[][] {
    const rows = Array.isArray(value) ? value : []
    return rows.map((answers, index) =>
      this.questions(question.children, `${path}.${index}`, answers, rowOf(question, answers))
    )
  }

  /**
   * Everything that is shown on a page: sections before their questions, parts and rows too. `values`:
   * what stands on the page where that is more than the answers, such as rows still to be filled in.
   */
  everything(page: Page, values: unknown = own(this.kept, page.key)): Shown[] {
    if (!holds(page.rule, lookup(this.kept))) return []
    return this.below(this.questions(page.questions, page.key, values))
  }

  private below(shown: Shown[], row?: Row): Shown[] {
    return shown.flatMap((one) => {
      const { question, path, value } = one
      if (question.type.shape === 'rows') {
        const rows = Array.isArray(value) ? value : []
        return [
          one,
          ...this.rows(one).flatMap((questions, index) =>
            this.below(questions, rowOf(question, rows[index]))
          ),
        ]
      }
      return [one, ...this.below(this.questions(question.children, path, value, row), row)]
    })
  }
}

function rowOf(group: Question, answers: unknown): Row {
  return { group: group.path, answers: isBag(answers) ? answers : {} }
}
