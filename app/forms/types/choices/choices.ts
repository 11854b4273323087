import { choiceId, choices as boxes } from '../../controls/choices.js'
import { options, titleOf } from '../../controls/option.js'
import type { Spec } from '../../document.js'
import { texts } from '../../values.js'
import { checkOptions, listSchema } from '../choice/choice.js'
import type { AnswerType } from '../type.js'

const MOST_LISTED = 1000

/** Several of a list; the options stand in `items`, or in the list that `x-options-from` names. */
export const choices: AnswerType = {
  name: 'choices',
  label: 'forms.type.choices',
  shape: 'value',
  keywords: ['items', 'minItems', 'maxItems', 'uniqueItems', 'x-options-from'],
  comparison: 'list',
  multiple: true,
  schema: (spec) => {
    const list = options(spec.items ?? {}).map(({ value }) => value)
    const listed = listSchema(spec)
    return {
      type: 'array',
      items: listed ?? { type: 'string', enum: list },
      uniqueItems: true,
      minItems: spec.minItems ?? 1,
      maxItems: spec.maxItems ?? (listed ? MOST_LISTED : list.length),
    }
  },
  withOptions: (spec, oneOf) => ({ ...spec, items: { oneOf } }),
  options: (spec) => options(spec.items ?? {}),
  check: (spec) => {
    const { items = {}, minItems = 1, maxItems } = spec
    const isListed = spec['x-options-from'] !== undefined
    const count = isListed ? MOST_LISTED : options(items).length
    const [low, high] = [minItems as number, (maxItems ?? count) as number]
    const fine = Number.isInteger(low) && Number.isInteger(high) && low >= 1 && low <= high
    return (
      checkOptions(isListed ? spec : items) ?? (fine && high <= count ? undefined : `1 – ${count}`)
    )
  },
  layout: 'set',
  control: (props) =>
    boxes({ ...props, kind: 'checkbox', options: options(props.question.spec.items ?? {}) }),
  focus: () => choiceId('', 0),
  decode: (raw, spec) => {
    const chosen = new Set(texts(raw, 1000))
    chosen.delete('')
    return chosen.size > 0 ? inOrder(chosen, spec) : undefined
  },
  text: (value, spec) =>
    (Array.isArray(value) ? value : [])
      .map((one) => titleOf(options(spec.items ?? {}), one))
      .join(', '),
  anonymise: (value) => value,
  messages: {
    required: 'forms.choices.required',
    enum: 'forms.choice.required',
    listed: 'forms.choice.required',
    minItems: 'forms.choices.min_items',
    maxItems: 'forms.choices.max_items',
  },
}

// In the order of the form whatever that of the post, so that the same answer is always the same value.
function inOrder(chosen: Set<string>, spec: Spec): string[] {
  const known = options(spec.items ?? {}).map(({ value }) => value)
  const unknown = [...chosen].filter((value) => !known.includes(value)).slice(0, 1)
  return [...known.filter((value) => chosen.has(value)), ...unknown]
}
