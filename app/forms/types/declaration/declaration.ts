import { tick } from '../../controls/tick.js'
import { say } from '../../say.js'
import { line } from '../../values.js'
import type { AnswerType } from '../type.js'

/** « Je certifie sur l’honneur… »: its title is the sentence, and only a ticked box is an answer. */
export const declaration: AnswerType = {
  name: 'declaration',
  isOwn: true,
  label: 'forms.type.declaration',
  shape: 'value',
  comparison: 'boolean',
  schema: () => ({ type: 'boolean', const: true }),
  layout: 'tick',
  control: tick,
  decode: (raw) => (ticked(raw) ? true : undefined),
  text: () => say('forms.declaration.given'),
  cell: (value) => value === true,
  anonymise: (value) => value,
  messages: { required: 'forms.declaration.required', const: 'forms.declaration.required' },
}

/** Whether a checkbox came with the form; unticked ones do not. */
export function ticked(raw: unknown): boolean {
  return ['1', 'on', 'true'].includes(line(raw))
}
