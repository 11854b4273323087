import { implications } from './conditions/implications.js'
import type { Document, JsonSchema } from './document.js'
import type { Page, Question } from './question.js'

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

/** The standard schema of the answers: every rule turned into a flat `allOf` of if/then. */
export function standardSchema(document: Document, pages: Page[]): JsonSchema {
  const { root, rows } = implications(pages)
  const properties = pages.map((page) => [page.key, pageSchema(page, rows)] as const)
  return {
    $schema: DIALECT,
    ...(document.title !== undefined && { title: document.title }),
    type: 'object',
    properties: Object.fromEntries(properties),
    required: pages.filter((page) => !page.rule).map((page) => page.key),
    additionalProperties: false,
    ...(root.length > 0 && { allOf: root }),
  }
}

/** The schema of one page's answers. `rows`: the rules inside the rows of each group, by its path. */
export function pageSchema(page: Page, rows: Map<string, JsonSchema[]>): JsonSchema {
  return { title: page.title, ...objectOf(page.questions, rows) }
}

function objectOf(questions: Question[], rows: Map<string, JsonSchema[]>): JsonSchema {
  const answered = questions.filter(({ type }) => type.shape !== 'none')
  return {
    type: 'object',
    properties: Object.fromEntries(answered.map((q) => [q.key, questionSchema(q, rows)])),
    required: answered.filter((q) => q.required && !q.rule).map((q) => q.key),
    additionalProperties: false,
  }
}

function questionSchema(question: Question, rows: Map<string, JsonSchema[]>): JsonSchema {
  const { type, spec, title, children, path } = question
  const own = { title, ...type.schema?.(spec) }
  if (type.shape === 'parts') return { ...objectOf(children, rows), ...own }
  if (type.shape !== 'rows') return own
  const allOf = rows.get(path) ?? []
  return { ...own, items: { ...objectOf(children, rows), ...(allOf.length > 0 && { allOf }) } }
}
