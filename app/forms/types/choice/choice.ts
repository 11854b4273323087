import { choiceId, choices } from '../../controls/choices.js'
import { options, titleOf } from '../../controls/option.js'
import { select } from '../../controls/select.js'
import type { Spec } from '../../document.js'
import { say } from '../../say.js'
import { isBag, line } from '../../values.js'
import type { AnswerType } from '../type.js'

const MOST_RADIOS = 5
const MOST_OPTIONS = 1000

/** One of a list: `oneOf: [{const, title, description?}]` or `enum`. Up to 5 as radios, more in a select. */
export const choice: AnswerType = {
  name: 'choice',
  label: 'forms.type.choice',
  shape: 'value',
  keywords: ['oneOf', 'enum'],
  comparison: 'choice',
  schema: (spec) => ({ type: 'string', enum: options(spec).map(({ value }) => value) }),
  check: checkOptions,
  layout: (spec) => (inRadios(spec) ? 'set' : 'field'),
  control: (props) => {
    const list = options(props.question.spec)
    return inRadios(props.question.spec)
      ? choices({ ...props, kind: 'radio', options: list })
      : select(props, list)
  },
  focus: (spec) => (inRadios(spec) ? choiceId('', 0) : ''),
  decode: (raw) => line(raw, 256) || undefined,
  text: (value, spec) => titleOf(options(spec), value),
  anonymise: (value) => value,
  messages: { required: 'forms.choice.required', enum: 'forms.choice.required' },
}

/** Whether the options of a choice are shown as radios, by their number. */
export function inRadios(spec: Spec): boolean {
  return options(spec).length <= MOST_RADIOS
}

/** What is wrong with a list of options. */
export function checkOptions(spec: Spec): string | undefined {
  const list = options(spec)
  if (list.length === 0 || list.length > MOST_OPTIONS) return say('forms.check.options_count')
  if (new Set(list.map(({ value }) => value)).size < list.length) {
    return say('forms.check.options_twice')
  }
  const raw = (spec.oneOf ?? spec.enum) as unknown[]
  const fine = raw.every((option) => {
    const value = isBag(option) ? option.const : option
    return typeof value === 'string' && value !== '' && value.length <= 255 && value === line(value)
  })
  return fine && list.length === raw.length ? undefined : say('forms.check.options_shape')
}
