import type { Spec } from '../../document.js'
import { date as inFrench } from '../../french.js'
import { say } from '../../say.js'
import { own, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

const PARTS = ['title', 'firstNames', 'birthName', 'usedName', 'birthDate', 'birthPlace']
const USUAL = ['title', 'firstNames', 'birthName', 'usedName']
const OPTIONAL = ['title', 'usedName']

/** Who someone is, as civil status knows them. `x-parts`: which parts are asked; `x-optional-parts`. */
export const identity: AnswerType = {
  name: 'identity',
  label: 'forms.type.identity',
  shape: 'parts',
  keywords: ['x-parts', 'x-optional-parts'],
  comparison: 'presence',
  parts: (spec) => {
    const asked = list(spec, 'x-parts') ?? USUAL
    const optional = list(spec, 'x-optional-parts') ?? OPTIONAL
    const order = PARTS.filter((part) => asked.includes(part))
    const all = specs()
    return {
      'x-order': order,
      'required': order.filter((part) => !optional.includes(part)),
      'properties': Object.fromEntries(order.map((part) => [part, all[part]!])),
    }
  },
  check: (spec) => {
    const named = [...(list(spec, 'x-parts') ?? USUAL), ...(list(spec, 'x-optional-parts') ?? [])]
    return named.length > 0 && named.every((part) => PARTS.includes(part))
      ? undefined
      : PARTS.join(', ')
  },
  text: (value) => {
    const part = (key: string) => plain(own(value, key))
    const title = ['madame', 'monsieur'].includes(part('title')) ? sayTitle(part('title')) : ''
    const birth = [
      part('birthDate') && say('forms.identity.born_on', { date: inFrench(part('birthDate')) }),
      part('birthPlace') && say('forms.identity.born_at', { place: part('birthPlace') }),
    ].filter(Boolean)
    return [
      [title, part('firstNames'), part('birthName')].filter(Boolean).join(' '),
      part('usedName') && say('forms.identity.used_as', { name: part('usedName') }),
      birth.length > 0 && say('forms.identity.born', { facts: birth.join(' ') }),
    ]
      .filter(Boolean)
      .join('\n')
  },
  // A sex and a birth date single a person out in a small commune.
  anonymise: () => undefined,
}

function sayTitle(title: string): string {
  return say(title === 'madame' ? 'forms.identity.madame' : 'forms.identity.monsieur')
}

function list(spec: Spec, keyword: string): string[] | undefined {
  return Array.isArray(spec[keyword]) ? spec[keyword].map(plain) : undefined
}

function specs(): Record<string, Spec> {
  return {
    title: {
      'x-question': 'choice',
      'title': say('forms.identity.title'),
      'oneOf': [
        { const: 'madame', title: say('forms.identity.madame') },
        { const: 'monsieur', title: say('forms.identity.monsieur') },
      ],
    },
    firstNames: {
      'x-question': 'short-text',
      'title': say('forms.identity.first_names'),
      'description': say('forms.identity.first_names_help'),
      'x-autocomplete': 'given-name',
    },
    birthName: {
      'x-question': 'short-text',
      'title': say('forms.identity.birth_name'),
      'description': say('forms.identity.birth_name_help'),
      'x-autocomplete': 'family-name',
    },
    usedName: {
      'x-question': 'short-text',
      'title': say('forms.identity.used_name'),
      'description': say('forms.identity.used_name_help'),
    },
    birthDate: {
      'x-question': 'date',
      'title': say('forms.identity.birth_date'),
      'x-not-after': 'today',
      'x-autocomplete': 'bday',
    },
    birthPlace: {
      'x-question': 'short-text',
      'title': say('forms.identity.birth_place'),
      'description': say('forms.identity.birth_place_help'),
    },
  }
}
