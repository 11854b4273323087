import type { ActionField, FieldKind } from '../action_form.js'
import type { Action, Definition } from '../definition.js'
import { fr } from '../french.js'
import { readInput } from '../input.js'
import { named } from '../start.js'
import type { Problem } from './problem.js'

/** Do the forms hold together, and do they ask what their action needs? */
export function formProblems(definition: Definition): Problem[] {
  const ofActions = Object.entries(definition.actions).flatMap(([key, action]) => [
    ...(action.form ?? []).flatMap((field, index) =>
      fieldProblems(definition, action, field, index).map((message) => ({
        path: `/actions/${key}/form/${index}`,
        message,
      }))
    ),
    ...roleProblems(action).map(({ path, message }) => ({
      path: `/actions/${key}/${path}`,
      message,
    })),
  ])
  return [...ofActions, ...inputProblems(definition)]
}

function fieldProblems(
  definition: Definition,
  { form = [] }: Action,
  { key, kind, title, choices, prefill }: ActionField,
  index: number
): string[] {
  const told: string[] = []
  if (form.findIndex((field) => field.key === key) !== index) {
    told.push(fr`Deux champs portent le nom « ${key} ».`)
  }
  if (kind === 'choice' && !choices) told.push(fr`« ${title} » n’a aucune réponse à proposer.`)
  if (new Set(choices?.map(({ value }) => value)).size !== (choices?.length ?? 0)) {
    told.push(fr`« ${title} » propose deux fois la même réponse.`)
  }
  const source = prefill && definition.actions[prefill.action]?.form
  if (prefill && !source?.some((field) => field.key === prefill.field)) {
    told.push(fr`« ${title} » reprend un champ qui n’existe pas.`)
  }
  return told
}

/** The fields that the action counts on, by its `assigns`, `reopens` and `asks`. */
function roleProblems({ form = [], assigns, reopens, asks }: Action): Problem[] {
  const wanted: { path: string; key: string; kind: FieldKind; required: boolean }[] = []
  if (typeof assigns === 'string') {
    wanted.push({ path: 'assigns', key: assigns, kind: 'service', required: true })
  }
  if (reopens) wanted.push({ path: 'reopens', key: reopens, kind: 'questions', required: false })
  if (asks) wanted.push({ path: 'asks', key: asks, kind: 'services', required: true })
  return wanted.flatMap(({ path, key, kind, required }) => {
    const field = form.find((one) => one.key === key)
    if (field?.kind !== kind) {
      return [{ path, message: fr`Le formulaire n’a pas de champ « ${key} » du genre qu’il faut.` }]
    }
    const lax = required && !field.required
    return lax ? [{ path, message: fr`Le champ « ${field.title} » doit être obligatoire.` }] : []
  })
}

/** What the system fills in by itself has to be valid, or it would never happen. */
function inputProblems(definition: Definition): Problem[] {
  const { routing = [], deadlines = [], actions } = definition
  const automatic = [
    ...routing.map((rule, index) => ({ path: `/routing/${index}/with`, ...rule })),
    ...deadlines.map((deadline, index) => ({ path: `/deadlines/${index}/with`, ...deadline })),
  ]
  return automatic.flatMap(({ path, do: key, with: input }) => {
    if (key === undefined) return []
    const context = { services: named(definition) }
    const read = readInput(actions[key]!.form ?? [], input, context)
    return read.ok ? [] : read.errors.map(({ message }) => ({ path, message }))
  })
}
