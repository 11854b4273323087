import { textInput } from '../../controls/text_input.js'
import { number as inFrench } from '../../french.js'
import { line, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

const LIMIT = 1_000_000_000_000

/** A number; whole when `type` is `integer`. `x-unit` (m², jours) is shown with it. */
export const number: AnswerType = {
  name: 'number',
  label: 'forms.type.number',
  shape: 'value',
  keywords: ['type', 'minimum', 'maximum', 'x-unit'],
  comparison: 'number',
  schema: (spec) => ({
    type: spec.type ?? 'number',
    minimum: spec.minimum ?? -LIMIT,
    maximum: spec.maximum ?? LIMIT,
  }),
  check: ({ type = 'number', minimum = -LIMIT, maximum = LIMIT }) => {
    if (type !== 'number' && type !== 'integer') return 'number, integer'
    const [low, high] = [minimum as number, maximum as number]
    const fine = Number.isFinite(low) && Number.isFinite(high) && low <= high
    return fine && low >= -LIMIT && high <= LIMIT ? undefined : `${-LIMIT} – ${LIMIT}`
  },
  layout: 'field',
  control: (props) =>
    textInput(props, plain(props.value).replace('.', ','), {
      inputMode: props.question.spec.type === 'integer' ? 'numeric' : 'decimal',
      size: 'short',
    }),
  decode: (raw) => {
    const text = line(raw, 100)
    if (text === '') return undefined
    return parseNumber(text) ?? text
  },
  text: (value, spec) => {
    const unit = typeof spec['x-unit'] === 'string' ? `\u00a0${spec['x-unit']}` : ''
    return typeof value === 'number' ? inFrench(value) + unit : plain(value)
  },
  cell: (value) => (typeof value === 'number' ? value : plain(value)),
  anonymise: (value) => value,
  limit: (value) => inFrench(Number(value)),
  messages: {
    type: 'forms.number.type',
    integer: 'forms.number.integer',
    minimum: 'forms.number.minimum',
    maximum: 'forms.number.maximum',
  },
}

/** « 1 234,5 » → 1234.5; undefined when it is not a number as people write them. */
export function parseNumber(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  if (!/^[+-]?\d{1,13}(\.\d{1,6})?$/.test(bare)) return undefined
  // Adding zero turns -0, which JSON cannot hold, into 0.
  return Number(bare) + 0
}
