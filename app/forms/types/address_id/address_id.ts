import { createElement as h, type ChangeEvent } from 'react'
import { line, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

export const LONGEST_ID = 200

/**
 * The official id of an address, beside its text: a part of an address, never a question of its own.
 * Whoever keeps the answer asks the street base whether it still goes with the text.
 */
export const addressId: AnswerType = {
  name: 'address-id',
  label: 'forms.type.address',
  shape: 'value',
  isPart: true,
  schema: () => ({ type: 'string', minLength: 1, maxLength: LONGEST_ID }),
  layout: 'hidden',
  control: ({ id, name, value, onRaw }) =>
    h('input', {
      type: 'hidden',
      id,
      name,
      defaultValue: plain(value),
      onChange: (event: ChangeEvent<HTMLInputElement>) => onRaw(event.target.value),
    }),
  decode: (raw) => {
    const id = line(raw)
    return id.length > LONGEST_ID ? undefined : id || undefined
  },
}
