import { textInput } from '../../controls/text_input.js'
import { compact, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

// Dots, dashes and one @ in their places; whether the mailbox exists only a mail can tell.
const ADDRESS =
  "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}$"

/** An e-mail address. */
export const email: AnswerType = {
  name: 'email',
  label: 'forms.type.email',
  shape: 'value',
  comparison: 'text',
  schema: () => ({ type: 'string', format: 'email', pattern: ADDRESS, maxLength: 254 }),
  layout: 'field',
  control: (props) =>
    textInput(props, plain(props.value), {
      type: 'email',
      inputMode: 'email',
      spellCheck: false,
      autoCapitalize: 'none',
    }),
  autocomplete: 'email',
  decode: (raw) => compact(raw, 500) || undefined,
  text: plain,
  messages: {
    required: 'forms.email.required',
    pattern: 'forms.email.pattern',
    maxLength: 'forms.email.pattern',
  },
}
