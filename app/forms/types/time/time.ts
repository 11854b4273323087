import { textInput } from '../../controls/text_input.js'
import { compact, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

/** A time of day, `HH:MM`. « 9h », « 9 h 30 » and « 9:30 » are understood. */
export const time: AnswerType = {
  name: 'time',
  label: 'forms.type.time',
  shape: 'value',
  comparison: 'text',
  schema: () => ({ type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', maxLength: 50 }),
  layout: 'field',
  control: (props) => textInput(props, plain(props.value).replace(':', 'h'), { size: 'short' }),
  decode: (raw) => {
    const text = compact(raw, 50)
    const match = /^(\d{1,2})(?:[h:](\d{2})?)?$/i.exec(text)
    return match ? `${match[1]!.padStart(2, '0')}:${match[2] ?? '00'}` : text || undefined
  },
  text: (value) => plain(value).replace(':', '\u00a0h\u00a0'),
  cell: plain,
  anonymise: (value) => value,
  messages: { pattern: 'forms.time.pattern' },
}
