import { textInput } from '../../controls/text_input.js'
import { line, own, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

/** A place in the commune: `{label}`, in the usager's words; an object so that an official id can join it. */
export const place: AnswerType = {
  name: 'place',
  label: 'forms.type.place',
  shape: 'value',
  comparison: 'presence',
  schema: () => ({
    type: 'object',
    properties: { label: { type: 'string', minLength: 1, maxLength: 255 } },
    required: ['label'],
    additionalProperties: false,
  }),
  layout: 'field',
  control: (props) =>
    textInput({ ...props, name: `${props.name}[label]` }, plain(own(props.value, 'label'))),
  decode: (raw) => {
    const label = line(typeof raw === 'string' ? raw : own(raw, 'label'))
    return label ? { label } : undefined
  },
  text: (value) => plain(own(value, 'label')),
  messages: { required: 'forms.place.required', maxLength: 'forms.error.max_length' },
}
