import type { AnswerType } from '../type.js'

/** A heading between two questions. */
export const title: AnswerType = {
  name: 'title',
  label: 'forms.type.title',
  shape: 'none',
}
