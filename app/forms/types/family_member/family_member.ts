import type { Spec } from '../../document.js'
import { say } from '../../say.js'
import { isBag, own, plain } from '../../values.js'
import { group } from '../group/group.js'
import type { AnswerType } from '../type.js'

const PARTS = ['link', 'firstNames', 'lastName', 'birthDate', 'birthPlace']
const USUAL = ['link', 'firstNames', 'lastName', 'birthDate']
const LINKS = {
  spouse: 'forms.family_member.spouse',
  child: 'forms.family_member.child',
  parent: 'forms.family_member.parent',
  sibling: 'forms.family_member.sibling',
  other: 'forms.family_member.other',
} as const

/** A household, one row for each of its members. `x-parts`: what is asked of each; all of it is required. */
export const familyMember: AnswerType = {
  ...group,
  name: 'family-member',
  label: 'forms.type.family_member',
  keywords: ['minItems', 'maxItems', 'x-row-title', 'x-add-title', 'x-parts'],
  rowTitle: 'forms.family_member.row',
  addTitle: 'forms.family_member.add',
  parts: (spec) => {
    const order = PARTS.filter((part) => asked(spec).includes(part))
    const all = specs()
    return {
      'x-order': order,
      'required': order,
      'properties': Object.fromEntries(order.map((part) => [part, all[part]!])),
    }
  },
  check: (spec) => {
    const wrong = group.check!(spec)
    if (wrong) return wrong
    const parts = asked(spec)
    return parts.length > 0 && parts.every((part) => PARTS.includes(part))
      ? undefined
      : PARTS.join(', ')
  },
  // Birth years side by side single a family out in a small commune: how many, and who, is enough.
  anonymise: (value) =>
    (Array.isArray(value) ? value.filter(isBag) : []).map((row) =>
      Object.hasOwn(row, 'link') ? { link: own(row, 'link') } : {}
    ),
}

function asked(spec: Spec): string[] {
  const parts = spec['x-parts']
  return parts === undefined ? USUAL : Array.isArray(parts) ? parts.map(plain) : []
}

function specs(): Record<string, Spec> {
  return {
    link: {
      'x-question': 'choice',
      'title': say('forms.family_member.link'),
      'oneOf': Object.entries(LINKS).map(([value, key]) => ({ const: value, title: say(key) })),
    },
    firstNames: { 'x-question': 'short-text', 'title': say('forms.identity.first_names') },
    lastName: { 'x-question': 'short-text', 'title': say('forms.family_member.last_name') },
    birthDate: {
      'x-question': 'date',
      'title': say('forms.identity.birth_date'),
      'x-not-after': 'today',
    },
    birthPlace: {
      'x-question': 'short-text',
      'title': say('forms.identity.birth_place'),
      'description': say('forms.identity.birth_place_help'),
    },
  }
}
