import type { Spec } from '../../document.js'
import { say } from '../../say.js'
import { line, own, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

const MOST_CHARACTERS = 500

/**
 * A signature by its typed name, `{name, agreed}`. `x-statement`: what is signed, in the form's own words;
 * `x-drawn`: it may be drawn as well (`drawn`, of `strokes`), by those who can.
 */
export const signature: AnswerType = {
  name: 'signature',
  isOwn: true,
  label: 'forms.type.signature',
  shape: 'parts',
  keywords: ['x-statement', 'x-drawn'],
  comparison: 'presence',
  parts: (spec) => ({
    'x-order': spec['x-drawn'] ? ['name', 'drawn', 'agreed'] : ['name', 'agreed'],
    'required': ['name', 'agreed'],
    'properties': {
      name: {
        'x-question': 'short-text',
        'title': say('forms.signature.name'),
        'x-autocomplete': 'name',
      },
      ...(spec['x-drawn'] === true && {
        drawn: { 'x-question': 'strokes', 'title': say('forms.signature.drawn') },
      }),
      agreed: { 'x-question': 'declaration', 'title': statement(spec) },
    },
  }),
  check: ({ 'x-statement': given, 'x-drawn': drawn = false }) => {
    const isText = typeof given === 'string' && line(given) === given && given !== ''
    if (given !== undefined && (!isText || given.length > MOST_CHARACTERS)) {
      return `1 – ${MOST_CHARACTERS}`
    }
    return typeof drawn === 'boolean' ? undefined : 'true, false'
  },
  text: (value) => say('forms.signature.text', { name: plain(own(value, 'name')) }),
  strokes: (value) => plain(own(value, 'drawn')) || undefined,
  anonymise: () => undefined,
}

function statement(spec: Spec): string {
  return plain(spec['x-statement']) || say('forms.signature.statement')
}
