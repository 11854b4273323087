import { textInput } from '../../controls/text_input.js'
import { split } from '../../french.js'
import { compact, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

/** The 14 digits of an establishment, by INSEE's key (Luhn; La Poste has its own). */
export const siret: AnswerType = {
  name: 'siret',
  label: 'forms.type.siret',
  shape: 'value',
  comparison: 'presence',
  schema: () => ({
    'type': 'string',
    'pattern': '^[0-9]{14}$',
    'maxLength': 40,
    'x-rule': { siret: true },
  }),
  layout: 'field',
  control: (props) =>
    textInput(props, format(plain(props.value)), { inputMode: 'numeric', size: 'medium' }),
  decode: (raw) => compact(raw, 40, /[\s.]/g) || undefined,
  text: (value) => format(plain(value)),
  cell: plain,
  judges: { siret: isSiret },
  messages: { pattern: 'forms.siret.pattern', siret: 'forms.siret.siret' },
}

function isSiret(value: string): boolean {
  if (!/^\d{14}$/.test(value)) return true
  if (value.startsWith('356000000')) {
    return [...value].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0 || luhn(value)
  }
  return luhn(value)
}

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function format(value: string): string {
  return /^\d{14}$/.test(value) ? split(value, [3, 3, 3, 5]) : value
}
