import { textInput } from '../../controls/text_input.js'
import { capitals, compact, plain } from '../../values.js'
import type { AnswerType } from '../type.js'
import { PLATES, writtenAs } from './plates.js'

/** A licence plate of France or Belgium; of one of them with `x-country`. */
export const licencePlate: AnswerType = {
  name: 'licence-plate',
  label: 'forms.type.licence_plate',
  shape: 'value',
  keywords: ['x-country'],
  comparison: 'presence',
  schema: (spec) => ({
    type: 'string',
    pattern: PLATES.filter(({ country }) => country === (spec['x-country'] ?? country))
      .map(({ written }) => `^${written}$`)
      .join('|'),
    maxLength: 30,
  }),
  check: ({ 'x-country': country = 'FR' }) =>
    country === 'FR' || country === 'BE' ? undefined : 'FR, BE',
  layout: 'field',
  control: (props) =>
    textInput(props, plain(props.value), {
      size: 'short',
      spellCheck: false,
      autoCapitalize: 'characters',
    }),
  decode: (raw, spec) => {
    const bare = capitals(compact(raw, 30, /[\s.·-]/g))
    return writtenAs(bare, spec['x-country']) ?? (bare || undefined)
  },
  text: plain,
  cell: plain,
  messages: {
    pattern: 'forms.licence_plate.pattern',
    maxLength: 'forms.licence_plate.pattern',
  },
}
