import type { AnswerType } from '../type.js'

/** Questions of one page under one heading, shown or hidden together. */
export const section: AnswerType = {
  name: 'section',
  label: 'forms.type.section',
  shape: 'parts',
  keywords: ['properties', 'required', 'x-order'],
  comparison: 'presence',
}
