import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'
import { textInput } from '../../controls/text_input.js'
import type { Spec } from '../../document.js'
import { line, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

const COUNTRIES = ['FR', 'BE', 'LU', 'CH', 'DE', 'NL', 'GB', 'ES', 'IT']

/** A telephone number, kept as `+33612345678`. `x-country`: whose numbers are written without prefix. */
export const phone: AnswerType = {
  name: 'phone',
  label: 'forms.type.phone',
  shape: 'value',
  keywords: ['x-country'],
  comparison: 'presence',
  schema: () => ({ 'type': 'string', 'maxLength': 40, 'x-rule': { phone: true } }),
  check: (spec) =>
    spec['x-country'] === undefined || COUNTRIES.includes(spec['x-country'] as string)
      ? undefined
      : COUNTRIES.join(', '),
  layout: 'field',
  control: (props) =>
    textInput(props, asWritten(props.value, props.question.spec), {
      type: 'tel',
      inputMode: 'tel',
    }),
  autocomplete: 'tel',
  decode: (raw, spec) => {
    const text = line(raw, 60)
    if (text === '') return undefined
    const number = parsePhoneNumberFromString(text, country(spec))
    // An extension would be lost in E.164, so such a number is sent back to be mended.
    return number?.isValid() && !number.ext ? number.number : text
  },
  text: asWritten,
  judges: {
    phone: (value: string) =>
      /^\+\d{6,15}$/.test(value) && parsePhoneNumberFromString(value)?.isValid() === true,
  },
  messages: { phone: 'forms.phone.phone', maxLength: 'forms.phone.phone' },
}

function country(spec: Spec): CountryCode {
  return (spec['x-country'] ?? 'FR') as CountryCode
}

/** National where the form is at home, international elsewhere; what is no number stays as typed. */
function asWritten(value: unknown, spec: Spec): string {
  const text = plain(value)
  const number = text.startsWith('+') ? parsePhoneNumberFromString(text) : undefined
  if (!number?.isValid()) return text
  return number.country === country(spec) ? number.formatNational() : number.formatInternational()
}
