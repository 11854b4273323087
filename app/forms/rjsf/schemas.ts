import type { JsonSchema } from '../document.js'
import type { Page, Question } from '../question.js'
import { pageSchema } from '../schema.js'

/**
 * The schema of pages as RJSF draws them: the standard one without its conditions (the theme hides
 * what is not shown), with a place for what is only read.
 */
export function viewSchema(pages: Page[]): JsonSchema {
  const properties = pages.map((page) => {
    const schema = pageSchema(page, new Map())
    return [page.key, withReadings(schema, page.questions)] as const
  })
  return { type: 'object', properties: Object.fromEntries(properties) }
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
