import { choiceId, choices } from '../../controls/choices.js'
import { options, titleOf } from '../../controls/option.js'
import { select } from '../../controls/select.js'
import type { JsonSchema, Lists, Spec } from '../../document.js'
import { say } from '../../say.js'
import { isBag, line, own } from '../../values.js'
import type { AnswerType } from '../type.js'

const MOST_RADIOS = 5
const MOST_OPTIONS = 1000

/**
 * One of a list: `oneOf: [{const, title, description?}]`, `enum`, or a list of the commune by its name,
 * `x-options-from`. Up to 5 as radios, more in a select.
 */
export const choice: AnswerType = {
  name: 'choice',
  label: 'forms.type.choice',
  shape: 'value',
  keywords: ['oneOf', 'enum', 'x-options-from'],
  comparison: 'choice',
  schema: (spec) =>
    listSchema(spec) ?? { type: 'string', enum: options(spec).map(({ value }) => value) },
  withOptions: (spec, oneOf) => ({ ...spec, oneOf }),
  options,
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
  judges: {
    listed: (value: string, name: string, { lists }) => {
      const list = own(lists, name) as Lists[string] | undefined
      return list?.some((option) => option.const === value) ?? false
    },
  },
  messages: {
    required: 'forms.choice.required',
    enum: 'forms.choice.required',
    listed: 'forms.choice.required',
    maxLength: 'forms.choice.required',
  },
}

/** Of an option of a list that is not known yet when the form is published. */
export function listSchema(spec: Spec): JsonSchema | undefined {
  const listed = spec['x-options-from']
  return listed === undefined
    ? undefined
    : { 'type': 'string', 'maxLength': 255, 'x-rule': { listed } }
}

/** Whether the options of a choice are shown as radios, by their number. */
export function inRadios(spec: Spec): boolean {
  return options(spec).length <= MOST_RADIOS
}

/** What is wrong with a list of options. */
export function checkOptions(spec: Spec): string | undefined {
  const from = spec['x-options-from']
  if (from !== undefined) {
    const fine = typeof from === 'string' && /^[a-z][a-z0-9_-]{0,63}$/.test(from)
    const isAlone = spec.oneOf === undefined && spec.enum === undefined && spec.items === undefined
    return fine && isAlone ? undefined : say('forms.check.options_from')
  }
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
