import { textInput } from '../../controls/text_input.js'
import type { Spec } from '../../document.js'
import { line, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

export const SHORT_LIMIT = 255

/** One line of text. Other types of one line are built on its sides. */
export const shortText: AnswerType = {
  name: 'short-text',
  label: 'forms.type.short_text',
  shape: 'value',
  keywords: ['minLength', 'maxLength'],
  comparison: 'text',
  schema: (spec) => ({
    type: 'string',
    minLength: spec.minLength ?? 1,
    maxLength: spec.maxLength ?? SHORT_LIMIT,
    ...(spec.pattern !== undefined && { pattern: spec.pattern }),
  }),
  check: (spec) => checkLengths(spec, SHORT_LIMIT),
  layout: 'field',
  control: (props) =>
    textInput(props, plain(props.value), {
      inputMode: props.question.spec['x-input-mode'] as 'numeric' | undefined,
      size: props.question.spec['x-input-mode'] === 'numeric' ? 'short' : undefined,
    }),
  decode: (raw) => line(raw) || undefined,
  text: plain,
  messages: {
    minLength: 'forms.error.min_length',
    maxLength: 'forms.error.max_length',
  },
}

/** What is wrong with the lengths that a form asks for. */
export function checkLengths(spec: Spec, limit: number): string | undefined {
  const { minLength = 1, maxLength = limit } = spec as { minLength?: number; maxLength?: number }
  const fine = Number.isInteger(minLength) && Number.isInteger(maxLength) && minLength >= 1
  return fine && minLength <= maxLength && maxLength <= limit ? undefined : `1 – ${limit}`
}
