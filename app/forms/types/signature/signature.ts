import type { Spec } from '../../document.js'
import { say } from '../../say.js'
import { line, own, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

const MOST_CHARACTERS = 500

/** A signature by its typed name, `{name, agreed}`. `x-statement`: what is signed, in the form's own words. */
export const signature: AnswerType = {
  name: 'signature',
  label: 'forms.type.signature',
  shape: 'parts',
  keywords: ['x-statement'],
  comparison: 'presence',
  parts: (spec) => ({
    'x-order': ['name', 'agreed'],
    'required': ['name', 'agreed'],
    'properties': {
      name: {
        'x-question': 'short-text',
        'title': say('forms.signature.name'),
        'x-autocomplete': 'name',
      },
      agreed: { 'x-question': 'declaration', 'title': statement(spec) },
    },
  }),
  check: ({ 'x-statement': given }) =>
    given === undefined ||
    (typeof given === 'string' && line(given) === given && given.length <= MOST_CHARACTERS && given)
      ? undefined
      : `1 – ${MOST_CHARACTERS}`,
  text: (value) => say('forms.signature.text', { name: plain(own(value, 'name')) }),
  anonymise: () => undefined,
}

function statement(spec: Spec): string {
  return plain(spec['x-statement']) || say('forms.signature.statement')
}
