import type { ActionField, ActionForm } from './action_form.js'

type Schema = Record<string, unknown>

const ids = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true }

/**
 * An action's form as JSON Schema, in the spirit of the forms' dialect, for tools that read
 * schemas. It tells shapes; which services and questions may be chosen only the caller knows.
 */
export function actionSchema({ fields }: ActionForm): Schema {
  return {
    '$schema': 'https://json-schema.org/draft/2020-12/schema',
    'type': 'object',
    'properties': Object.fromEntries(fields.map((field) => [field.key, fieldSchema(field)])),
    'required': fields.filter(({ required }) => required).map(({ key }) => key),
    'x-order': fields.map(({ key }) => key),
  }
}

function fieldSchema(field: ActionField): Schema {
  const { title, help, kind, visibility } = field
  return {
    title,
    ...(help === undefined ? {} : { description: help }),
    'x-question': kind,
    'x-visibility': visibility,
    ...valueSchema(field),
  }
}

function valueSchema({ kind, choices = [], maxLength }: ActionField): Schema {
  switch (kind) {
    case 'short-text':
    case 'long-text':
      return { type: 'string', minLength: 1, maxLength: maxLength ?? longest[kind] }
    case 'choice':
      return { type: 'string', enum: choices.map(({ value }) => value) }
    case 'yes-no':
      return { type: 'boolean' }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'service':
      return { type: 'string', minLength: 1 }
    case 'services':
    case 'questions':
      return { ...ids, minItems: 1 }
    case 'files':
      return { ...ids, minItems: 1, maxItems: mostFiles }
  }
}

/** Characters, where a field sets no limit of its own. */
export const longest = { 'short-text': 255, 'long-text': 10_000 }

export const mostFiles = 20
