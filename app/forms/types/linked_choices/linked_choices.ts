import { linkedSelect } from '../../controls/linked_select.js'
import { say } from '../../say.js'
import { isBag, line, own, plain } from '../../values.js'
import type { AnswerType } from '../type.js'
import { BETWEEN, isOptions, linkedOptions } from './linked_options.js'

/**
 * A choice of two levels (a school, then one of its classes): `x-linked: [{const, title, options: [{const,
 * title}]}]`. The answer is `{first, second}`; both are picked at once, so that no script is needed.
 */
export const linkedChoices: AnswerType = {
  name: 'linked-choices',
  label: 'forms.type.linked_choices',
  shape: 'value',
  keywords: ['x-linked'],
  comparison: 'presence',
  schema: (spec) => ({
    type: 'object',
    enum: linkedOptions(spec).flatMap(({ value, options }) =>
      options.map((option) => ({ first: value, second: option.value }))
    ),
  }),
  check: ({ 'x-linked': linked }) =>
    isOptions(linked) ? undefined : say('forms.check.linked_shape'),
  layout: 'field',
  control: (props) => linkedSelect(props, linkedOptions(props.question.spec)),
  decode: (raw) => {
    const [first = '', second = ''] = isBag(raw)
      ? [line(own(raw, 'first'), 256), line(own(raw, 'second'), 256)]
      : line(raw, 520).split(BETWEEN)
    return first || second ? { first, second } : undefined
  },
  text: (value, spec) => {
    const first = linkedOptions(spec).find((one) => one.value === own(value, 'first'))
    const second = first?.options.find((one) => one.value === own(value, 'second'))
    return [
      first?.title ?? plain(own(value, 'first')),
      second?.title ?? plain(own(value, 'second')),
    ]
      .filter(Boolean)
      .join(' – ')
  },
  anonymise: (value) => value,
  messages: {
    required: 'forms.choice.required',
    type: 'forms.choice.required',
    enum: 'forms.choice.required',
  },
}
