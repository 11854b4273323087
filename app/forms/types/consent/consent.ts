import { tick } from '../../controls/tick.js'
import { say } from '../../say.js'
import { ticked } from '../declaration/declaration.js'
import type { AnswerType } from '../type.js'

/** An agreement that may be withheld: ticked or absent, never ticked beforehand. */
export const consent: AnswerType = {
  name: 'consent',
  isOwn: true,
  label: 'forms.type.consent',
  shape: 'value',
  comparison: 'boolean',
  schema: () => ({ type: 'boolean', const: true }),
  layout: 'tick',
  control: tick,
  decode: (raw) => (ticked(raw) ? true : undefined),
  text: () => say('forms.consent.given'),
  cell: (value) => value === true,
  anonymise: (value) => value,
  messages: { required: 'forms.declaration.required', const: 'forms.declaration.required' },
}
