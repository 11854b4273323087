import type { JsonSchema } from '../document.js'
import type { Page, Question } from '../question.js'
import { pageSchema } from '../schema.js'

/**
 * The schema of one page as RJSF draws it: the standard one without its conditions (the theme hides
 * what is not shown), with a place for what is only read.
 */
export function viewSchema(page: Page): JsonSchema {
  const schema = pageSchema(page, new Map())
  return { type: 'object', properties: { [page.key]: withReadings(schema, page.questions) } }
}

export function uiSchema(pages: Page[]): JsonSchema {
  return Object.fromEntries(pages.map((page) => [page.key, uiOf(page.questions)]))
}

function withReadings(schema: JsonSchema, questions: Question[]): JsonSchema {
  const properties = { ...(schema.properties as Record<string, JsonSchema>) }
  for (const { key, type, children } of questions) {
    const known = properties[key]
    if (!known) properties[key] = { type: 'null' }
    else if (type.shape === 'parts') properties[key] = withReadings(known, children)
    else if (type.shape === 'rows') {
      properties[key] = { ...known, items: withReadings(known.items as JsonSchema, children) }
    }
  }
  return { ...schema, properties }
}

function uiOf(questions: Question[]): JsonSchema {
  const fields = questions.map((question) => [question.key, uiOfQuestion(question)] as const)
  return { 'ui:order': questions.map(({ key }) => key), ...Object.fromEntries(fields) }
}

function uiOfQuestion({ type, children }: Question): JsonSchema {
  if (type.shape === 'parts') return uiOf(children)
  if (type.shape === 'rows') return { items: uiOf(children) }
  return { 'ui:field': 'AnswerField' }
}
