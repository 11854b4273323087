import { textArea } from '../../controls/text_area.js'
import { plain, text } from '../../values.js'
import { checkLengths } from '../short_text/short_text.js'
import type { AnswerType } from '../type.js'

const LIMIT = 10_000

/** Text of several lines. `x-rows`: how tall it stands, 2 to 20. */
export const longText: AnswerType = {
  name: 'long-text',
  label: 'forms.type.long_text',
  shape: 'value',
  keywords: ['minLength', 'maxLength', 'x-rows'],
  comparison: 'text',
  schema: (spec) => ({
    type: 'string',
    minLength: spec.minLength ?? 1,
    maxLength: spec.maxLength ?? LIMIT,
  }),
  check: (spec) => {
    const rows = spec['x-rows'] ?? 5
    if (!Number.isInteger(rows) || (rows as number) < 2 || (rows as number) > 20) return '2 – 20'
    return checkLengths(spec, LIMIT)
  },
  layout: 'field',
  control: (props) => textArea(props, Number(props.question.spec['x-rows'] ?? 5)),
  decode: (raw) => text(raw, LIMIT * 2) || undefined,
  text: plain,
  messages: {
    minLength: 'forms.error.min_length',
    maxLength: 'forms.error.max_length',
  },
}
