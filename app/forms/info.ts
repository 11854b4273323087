import type { Cell, Comparison } from './types/type.js'
import type { Page, Question } from './question.js'
import { textOf } from './summary.js'
import { isEmpty } from './values.js'
import { asked } from './walk.js'

/** A question as columns, exports, the correction form and the upload room know it. */
export interface QuestionInfo {
  path: string
  page: string
  key: string
  title: string
  /** The name of the answer type. */
  type: string
  /** What may be asked of an answer. */
  comparison: Comparison
  /** What one chooses from, where it is a choice. */
  options?: { value: string; title: string }[]
  required: boolean
  sensitive: boolean
  /** Several values in one answer: files, choices, rows. */
  multiple: boolean
  /** Whether it is only asked under a condition. */
  conditional: boolean
  /** Of file and photo questions: `FileSettings`. */
  settings?: Record<string, unknown>
}

/** All the questions in order; composite questions and groups as one, sections left out. */
export function questionInfos(pages: Page[]): QuestionInfo[] {
  return pages.flatMap((page) =>
    [...asked(page.questions)].map((question) => infoOf(page, question))
  )
}

export function infoOf(page: Page, question: Question): QuestionInfo {
  const { path, key, title, type, required, sensitive, rule, spec } = question
  return {
    path,
    page: page.key,
    key,
    title,
    type: type.name,
    comparison: type.comparison ?? 'presence',
    ...(type.options && { options: type.options(spec) }),
    required,
    sensitive,
    multiple: type.multiple === true,
    conditional: rule !== undefined || page.rule !== undefined,
    ...(type.settings && { settings: type.settings(spec) }),
  }
}

/** An answer in a cell of a spreadsheet. */
export function cellOf(question: Question, value: unknown): Cell {
  if (isEmpty(value)) return null
  return question.type.cell ? question.type.cell(value, question.spec) : textOf(question, value)
}
