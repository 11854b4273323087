import { textInput } from '../../controls/text_input.js'
import { amount as inFrench } from '../../french.js'
import { line, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

const LIMIT = 100_000_000_000

/** A sum of money, in whole cents: `minimum` and `maximum` too. */
export const amount: AnswerType = {
  name: 'amount',
  label: 'forms.type.amount',
  shape: 'value',
  keywords: ['minimum', 'maximum'],
  comparison: 'number',
  schema: (spec) => ({
    type: 'integer',
    minimum: spec.minimum ?? 0,
    maximum: spec.maximum ?? LIMIT,
  }),
  check: ({ minimum = 0, maximum = LIMIT }) => {
    const [low, high] = [minimum as number, maximum as number]
    const fine = Number.isInteger(low) && Number.isInteger(high) && low <= high
    return fine && low >= 0 && high <= LIMIT ? undefined : `0 – ${LIMIT}`
  },
  layout: 'field',
  control: (props) => textInput(props, typed(props.value), { inputMode: 'decimal', size: 'short' }),
  decode: (raw) => {
    const text = line(raw, 100)
    if (text === '') return undefined
    return parseCents(text) ?? text
  },
  text: (value) => (typeof value === 'number' ? inFrench(value) : plain(value)),
  cell: (value) => (typeof value === 'number' ? value / 100 : plain(value)),
  anonymise: (value) => value,
  limit: (cents) => inFrench(Number(cents)),
  messages: {
    type: 'forms.amount.type',
    minimum: 'forms.amount.minimum',
    maximum: 'forms.amount.maximum',
  },
}

// By text, not by multiplying: 1.15 * 100 is 114.99999999999999.
function parseCents(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.')
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(bare)
  return match ? Number(match[1] + (match[2] ?? '').padEnd(2, '0')) : undefined
}

function typed(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value : ''
  const cents = value % 100
  return `${Math.trunc(value / 100)}${cents ? `,${String(cents).padStart(2, '0')}` : ''}`
}
