import { textInput } from '../../controls/text_input.js'
import { split } from '../../french.js'
import { capitals, compact, plain } from '../../values.js'
import { lengthIn } from './lengths.js'
import type { AnswerType } from '../type.js'

/** A bank account, by ISO 13616: the length that its country gives it, and the key (mod 97). */
export const iban: AnswerType = {
  name: 'iban',
  label: 'forms.type.iban',
  shape: 'value',
  comparison: 'presence',
  sensitive: true,
  schema: () => ({
    'type': 'string',
    'pattern': '^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$',
    'maxLength': 60,
    'x-rule': { iban: true },
  }),
  layout: 'field',
  control: (props) =>
    textInput(props, format(plain(props.value)), {
      size: 'medium',
      spellCheck: false,
      autoCapitalize: 'characters',
    }),
  decode: (raw) => capitals(compact(raw, 60, /[\s.-]/g)) || undefined,
  text: (value) => format(plain(value)),
  cell: plain,
  judges: { iban: isIban },
  messages: { pattern: 'forms.iban.pattern', iban: 'forms.iban.iban' },
}

function isIban(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/.test(value)) return true
  const length = lengthIn(value.slice(0, 2))
  return (length === undefined || length === value.length) && remainder(value) === 1
}

// The four first characters go last, letters count from 10 on: digit by digit, the number stays small.
function remainder(value: string): number {
  const digits = [...value.slice(4), ...value.slice(0, 4)].map((one) => Number.parseInt(one, 36))
  return digits.reduce((rest, digit) => (rest * (digit > 9 ? 100 : 10) + digit) % 97, 0)
}

function format(value: string): string {
  return /^[0-9A-Z]{5,34}$/.test(value) ? split(value, Array(9).fill(4)) : value
}
