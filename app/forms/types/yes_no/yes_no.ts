import { choiceId, choices } from '../../controls/choices.js'
import { say } from '../../say.js'
import { line } from '../../values.js'
import type { AnswerType } from '../type.js'

/** Yes or no, as two radios: an unticked box cannot tell « non » from « pas encore répondu ». */
export const yesNo: AnswerType = {
  name: 'yes-no',
  label: 'forms.type.yes_no',
  shape: 'value',
  comparison: 'boolean',
  schema: () => ({ type: 'boolean' }),
  layout: 'set',
  control: (props) =>
    choices({
      ...props,
      kind: 'radio',
      value: props.value === true ? 'oui' : props.value === false ? 'non' : undefined,
      options: [
        { value: 'oui', title: say('forms.yes_no.yes') },
        { value: 'non', title: say('forms.yes_no.no') },
      ],
    }),
  focus: () => choiceId('', 0),
  decode: (raw) => {
    const text = line(raw, 10)
    return text === 'oui' ? true : text === 'non' ? false : text || undefined
  },
  text: (value) => say(value === true ? 'forms.yes_no.yes' : 'forms.yes_no.no'),
  cell: (value) => value === true,
  anonymise: (value) => value,
  messages: { required: 'forms.choice.required', type: 'forms.choice.required' },
}
