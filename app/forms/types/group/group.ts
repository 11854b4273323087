import type { AnswerType } from '../type.js'

export const MOST_ROWS = 50

/** Questions asked once per row: `items.properties`. `x-row-title`: what a row is called (« Enfant »). */
export const group: AnswerType = {
  name: 'group',
  label: 'forms.type.group',
  shape: 'rows',
  keywords: ['items', 'minItems', 'maxItems', 'x-row-title', 'x-add-title'],
  comparison: 'presence',
  multiple: true,
  schema: (spec) => ({
    type: 'array',
    minItems: spec.minItems ?? 0,
    maxItems: spec.maxItems ?? MOST_ROWS,
  }),
  check: ({ minItems = 0, maxItems = MOST_ROWS }) => {
    const [low, high] = [minItems as number, maxItems as number]
    const fine = Number.isInteger(low) && Number.isInteger(high) && low >= 0 && low <= high
    return fine && high >= 1 && high <= MOST_ROWS ? undefined : `0 – ${MOST_ROWS}`
  },
  messages: {
    required: 'forms.group.required',
    minItems: 'forms.group.min_items',
    maxItems: 'forms.group.max_items',
  },
}
