import type { ActionField } from '#workflow/main'
import type { Choices } from '#dossiers/queries/action_choices'

/** What a plain HTML form sent for an action, by the key of each field. */
export type Typed = Record<string, string | string[]>

const LISTS = ['services', 'questions', 'files']

/** Reads what an action asks, in the shape in which its fields are drawn again. Never throws. */
export function typedIn(fields: ActionField[], raw: unknown): Typed {
  const given = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  return Object.fromEntries(
    fields.map(({ key, kind }) => {
      const value = Object.hasOwn(given, key) ? given[key] : ''
      return [key, LISTS.includes(kind) ? texts(value) : (texts(value)[0] ?? '')]
    })
  )
}

/** A list is an array, or an object where the parser met a long one. */
function texts(value: unknown): string[] {
  const list = typeof value === 'object' && value !== null ? Object.values(value) : [value]
  return list.filter((one): one is string => typeof one === 'string' && one !== '')
}

/** What was typed in a form that is gone, in words that can be copied. */
export function typedWords(
  fields: ActionField[],
  typed: Typed,
  choices: Choices
): { title: string; text: string }[] {
  const labels = new Map([
    ...choices.services.map(({ value, label }) => [value, label] as const),
    ...choices.questions.flatMap(({ options }) =>
      options.map(({ value, label }) => [value, label] as const)
    ),
  ])
  return fields.flatMap(({ key, title, choices: own = [] }) => {
    const word = (value: string) =>
      own.find((choice) => choice.value === value)?.label ?? labels.get(value) ?? value
    const text = [typed[key] ?? []].flat().filter(Boolean).map(word).join(', ')
    return text ? [{ title, text }] : []
  })
}
