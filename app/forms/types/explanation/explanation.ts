import type { AnswerType } from '../type.js'

/** A text to read, in the Markdown of `markdown.ts`: the `description`. */
export const explanation: AnswerType = {
  name: 'explanation',
  label: 'forms.type.explanation',
  shape: 'none',
}
