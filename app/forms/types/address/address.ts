import { say } from '../../say.js'
import { own, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

const PARTS = ['street', 'complement', 'postcode', 'city', 'country']

/** A postal address, in the order in which it is written on an envelope; `official` is its id in the street base. */
export const address: AnswerType = {
  name: 'address',
  label: 'forms.type.address',
  shape: 'parts',
  comparison: 'presence',
  enhance: 'address',
  parts: () => ({
    'x-order': [...PARTS, 'official'],
    'required': ['street', 'postcode', 'city'],
    'properties': {
      street: part('forms.address.street', 'address-line1'),
      complement: part('forms.address.complement', 'address-line2'),
      postcode: {
        ...part('forms.address.postcode', 'postal-code'),
        'pattern': '^[0-9A-Za-z][0-9A-Za-z -]{1,8}[0-9A-Za-z]$',
        'x-input-mode': 'numeric',
        'x-message': { pattern: say('forms.address.postcode_pattern') },
      },
      city: part('forms.address.city', 'address-level2'),
      country: part('forms.address.country', 'country-name'),
      official: { 'x-question': 'address-id', 'title': say('forms.address.official') },
    },
  }),
  text: (value) => {
    const [street, complement, postcode, city, country] = PARTS.map((key) => plain(own(value, key)))
    const town = [postcode, city].filter(Boolean).join(' ')
    return [street, complement, town, country].filter(Boolean).join('\n')
  },
}

function part(title: Parameters<typeof say>[0], autocomplete: string) {
  return { 'x-question': 'short-text', 'title': say(title), 'x-autocomplete': autocomplete }
}
