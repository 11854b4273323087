import { line, own, text } from '#forms/values'
import type { ActionField, Definition } from '#workflow/main'
import type { Around, Option, Values } from './panel.js'

/** A field by which the administrator says what the system fills in by itself. */
export interface InputField {
  key: string
  title: string
  required: boolean
  long: boolean
  options: Option[] | null
}

/** Of an action that the system takes, what it may fill in; files and questions only people choose. */
export function inputFields({ definition, services }: Around, action: string): InputField[] {
  const form = Object.hasOwn(definition.actions, action) ? definition.actions[action]!.form : []
  return (form ?? [])
    .filter(({ kind }) => kind !== 'files' && kind !== 'questions')
    .map((field) => ({
      key: field.key,
      title: field.title,
      required: field.required === true,
      long: field.kind === 'long-text',
      options: optionsOf(field, definition, services),
    }))
}

function optionsOf(
  { kind, choices = [] }: ActionField,
  { services: named = {} }: Definition,
  services: Option[]
): Option[] | null {
  switch (kind) {
    case 'service':
    case 'services': {
      const gone = Object.entries(named).filter(
        ([id]) => !services.some(({ value }) => value === id)
      )
      return [...services, ...gone.map(([value, label]) => ({ value, label }))]
    }
    case 'choice':
      return choices
    case 'yes-no':
      return [
        { value: 'oui', label: 'Oui' },
        { value: 'non', label: 'Non' },
      ]
    default:
      return null
  }
}

export function shownInput(input: Values = {}): Values {
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, plain(value)]))
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  return [value].flat().map(String)[0] ?? ''
}

/** What was typed for these fields; nothing for those that were left empty. */
export function readInputs(
  fields: InputField[],
  raw: unknown,
  definition: Definition,
  action: string
) {
  const form = definition.actions[action]?.form ?? []
  const known = fields.flatMap(({ key, long, options }) => {
    const typed = long ? text(own(raw, key), 4000) : line(own(raw, key), 255)
    if (typed === '' || (options && !options.some(({ value }) => value === typed))) return []
    const isList = form.find((field) => field.key === key)?.kind === 'services'
    return [[key, isList ? [typed] : typed]]
  })
  return known.length > 0 ? { with: Object.fromEntries(known) as Values } : {}
}
