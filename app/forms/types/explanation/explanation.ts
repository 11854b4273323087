import type { AnswerType } from '../type.js'

/**
 * A text to read, in the Markdown of `markdown.ts`: the `description`. `x-exit`: « vous n’êtes pas
 * concerné », the journey stops where it is shown.
 */
export const explanation: AnswerType = {
  name: 'explanation',
  label: 'forms.type.explanation',
  shape: 'none',
  keywords: ['x-exit'],
  check: ({ 'x-exit': exit = false }) => (typeof exit === 'boolean' ? undefined : 'true, false'),
}
