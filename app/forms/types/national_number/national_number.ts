import { textInput } from '../../controls/text_input.js'
import type { Spec } from '../../document.js'
import { say } from '../../say.js'
import { capitals, compact, plain } from '../../values.js'
import type { AnswerType } from '../type.js'
import { isNir, nir, NIR } from './nir.js'
import { isNiss, niss, NISS } from './niss.js'

/**
 * The number that a state gives a person. `x-country`: `BE` (NISS, the usual one) or `FR` (NIR), whose use
 * is limited by law: the document has to allow it with `x-allow-nir`.
 */
export const nationalNumber: AnswerType = {
  name: 'national-number',
  label: 'forms.type.national_number',
  shape: 'value',
  keywords: ['x-country'],
  comparison: 'presence',
  sensitive: true,
  schema: (spec) => ({
    'type': 'string',
    'maxLength': 40,
    'x-rule': isFrench(spec)
      ? { 'nir-digits': true, 'nir': true }
      : { 'niss-digits': true, 'niss': true },
  }),
  check: ({ 'x-country': country = 'BE' }) =>
    country === 'BE' || country === 'FR' ? undefined : 'BE, FR',
  checkPlace: ({ spec, title }, { document }) =>
    isFrench(spec) && document['x-allow-nir'] !== true
      ? say('forms.check.nir', { title })
      : undefined,
  layout: 'field',
  control: (props) =>
    textInput(props, format(plain(props.value)), {
      // Corsica is 2A and 2B in a NIR.
      inputMode: isFrench(props.question.spec) ? 'text' : 'numeric',
      size: 'medium',
    }),
  decode: (raw) => capitals(compact(raw, 40, /[\s./-]/g)) || undefined,
  text: (value) => format(plain(value)),
  cell: plain,
  judges: {
    'nir-digits': (value: string) => NIR.test(value),
    'nir': isNir,
    'niss-digits': (value: string) => NISS.test(value),
    'niss': (value: string, _: never, clock) => isNiss(value, clock.today),
  },
  messages: {
    'nir-digits': 'forms.national_number.nir_digits',
    'nir': 'forms.national_number.nir',
    'niss-digits': 'forms.national_number.niss_digits',
    'niss': 'forms.national_number.niss',
    'maxLength': 'forms.error.invalid',
  },
}

function isFrench(spec: Spec): boolean {
  return spec['x-country'] === 'FR'
}

// By its shape alone: a NISS has 11 digits, a NIR has 15.
function format(value: string): string {
  return NISS.test(value) ? niss(value) : NIR.test(value) ? nir(value) : value
}
