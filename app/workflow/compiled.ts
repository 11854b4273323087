import type { ActionField, ActionForm } from './action_form.js'
import type { Action, ActionTone, Definition } from './definition.js'

/** An action as a person may take it now. */
export interface AvailableAction {
  key: string
  label: string
  tone: ActionTone
  form: ActionForm | null
  confirm?: string
  help?: string
}

export interface CompiledAction {
  key: string
  action: Action
  shown: AvailableAction
}

export interface Compiled {
  actions: Map<string, CompiledAction>
  /** By state, in the order in which people read them. */
  byState: Map<string, CompiledAction[]>
  /** The states whose stays are remembered, because a deadline stands still in them. */
  suspending: Set<string>
}

const cache = new WeakMap<Definition, Compiled>()

/** A definition is frozen, so what is derived from it is derived once. */
export function compiled(definition: Definition): Compiled {
  let found = cache.get(definition)
  if (!found) cache.set(definition, (found = compile(definition)))
  return found
}

function compile(definition: Definition): Compiled {
  const actions = new Map<string, CompiledAction>()
  const byState = new Map<string, CompiledAction[]>()
  for (const key of inOrder(definition.actions, definition.order?.actions)) {
    const action = definition.actions[key]!
    const entry = { key, action, shown: shown(key, action) }
    actions.set(key, entry)
    for (const state of new Set(action.from)) {
      byState.set(state, [...(byState.get(state) ?? []), entry])
    }
  }
  const suspending = new Set(
    definition.deadlines?.flatMap((deadline) => deadline.suspendedIn ?? [])
  )
  return { actions, byState, suspending }
}

function shown(key: string, { label, tone = 'neutral', form, confirm, help }: Action) {
  return Object.freeze({
    key,
    label,
    tone,
    form: form?.length ? formOf(form) : null,
    ...(confirm === undefined ? {} : { confirm }),
    ...(help === undefined ? {} : { help }),
  })
}

function formOf(fields: ActionField[]): ActionForm {
  return { fields: fields.map((field) => ({ ...field, required: field.required ?? false })) }
}

/** The same with the order of its document written down, for a store that forgets it. */
export function withOrder(definition: Definition): Definition {
  const { states, actions, order } = definition
  return {
    ...definition,
    order: { states: inOrder(states, order?.states), actions: inOrder(actions, order?.actions) },
  }
}

/** The keys of a record: first those that `order` names, then the others. */
export function inOrder(record: Record<string, unknown>, order: string[] = []): string[] {
  const named = order.filter((key) => Object.hasOwn(record, key))
  return [...new Set([...named, ...Object.keys(record)])]
}
