import { textInput } from '../../controls/text_input.js'
import { compact, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

/** The number of a Belgian enterprise or of one of its units (BCE, KBO): 8 digits and 97 minus their rest by 97. */
export const bce: AnswerType = {
  name: 'bce',
  label: 'forms.type.bce',
  shape: 'value',
  comparison: 'presence',
  schema: () => ({
    'type': 'string',
    'pattern': '^[0-9]{10}$',
    'maxLength': 40,
    'x-rule': { bce: true },
  }),
  layout: 'field',
  control: (props) =>
    textInput(props, format(plain(props.value)), { inputMode: 'numeric', size: 'medium' }),
  decode: (raw) => {
    // As it is written on a VAT number (BE 0403.170.701), or without its leading zero.
    const bare = compact(raw, 40, /[\s.-]/g).replace(/^be(?=\d)/i, '')
    return (/^[1-9]\d{8}$/.test(bare) ? `0${bare}` : bare) || undefined
  },
  text: (value) => format(plain(value)),
  cell: plain,
  judges: { bce: isBce },
  messages: { pattern: 'forms.bce.pattern', bce: 'forms.bce.bce' },
}

function isBce(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return true
  return Number(value.slice(8)) === 97 - (Number(value.slice(0, 8)) % 97)
}

function format(value: string): string {
  return value.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3')
}
