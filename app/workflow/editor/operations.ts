import { shapeProblems } from '../check/shape.js'
import type { Problem } from '../check/problem.js'
import { referenceProblems } from '../check/references.js'
import { inOrder } from '../compiled.js'
import type { Definition } from '../definition.js'
import { renameServices } from '../rename_services.js'
import type { ServiceRef } from '../standing.js'
import { keyFor } from './keys.js'
import { element, elements, nameOf, type Part, type Parts } from './parts.js'
import { without } from './removal.js'
import { isHard, type Use, usesOf } from './references.js'
import { tidy } from './tidy.js'

type Add = { [P in Part]: { type: 'add'; part: P; value: Parts[P] } }[Part]
type Edit = { [P in Part]: { type: 'edit'; part: P; key: string; value: Parts[P] } }[Part]

/** One thing that somebody does to a workflow. */
export type Operation =
  | ({ type: 'settings' } & Pick<Definition, 'label' | 'description' | 'start' | 'receipt'>)
  | Add
  | Edit
  /** `instead`: the state to which what led to a state that goes leads from then on. */
  | { type: 'delete'; part: Part; key: string; instead?: string }
  | { type: 'move'; part: Exclude<Part, 'certificates'>; key: string; by: 1 | -1 }
  | { type: 'duplicate'; key: string; label: string }
  /** A service that the workflow calls by a name of its own (`maire`) is one of the commune's. */
  | { type: 'service'; id: string; becomes: ServiceRef }
  | { type: 'replace'; definition: Definition }

export type Outcome =
  /** `key` is that of what was done something to; '' where that is the whole. */
  | { type: 'done'; definition: Definition; part: Part | 'settings'; key: string }
  | { type: 'missing' }
  /** Something else would point nowhere. */
  | { type: 'in-use'; uses: Use[] }
  | { type: 'refused'; problems: Problem[] }

type Changed = { definition: Definition; part: Part | 'settings'; key: string }

/**
 * The definition after one operation. It keeps its id. Whatever was done, it has the shape of a
 * definition and nothing in it points nowhere; whether it may be published `check` says.
 */
export function perform(
  definition: Definition,
  operation: Operation,
  services: ServiceRef[] = []
): Outcome {
  if (operation.type === 'replace') {
    const problems = faultsOf(operation.definition)
    if (problems.length) return { type: 'refused', problems }
  }
  const changed = change(definition, operation)
  if ('type' in changed) return changed
  const shape = shapeProblems(changed.definition)
  if (shape.length) return { type: 'refused', problems: shape }
  const after = tidy(changed.definition, services)
  const problems = referenceProblems(after)
  if (problems.length) return { type: 'refused', problems }
  return { type: 'done', ...changed, definition: after }
}

/** What keeps a document from being worked on at all: it has not the shape, or it points nowhere. */
export function faultsOf(definition: Definition): Problem[] {
  const shape = shapeProblems(definition)
  return shape.length ? shape : referenceProblems(definition)
}

function change(
  definition: Definition,
  operation: Operation
): Changed | Exclude<Outcome, { type: 'done' }> {
  switch (operation.type) {
    case 'settings': {
      const { type, description, receipt, ...rest } = operation
      const { description: was, receipt: before, ...kept } = definition
      const told = { ...(description && { description }), ...(receipt?.length && { receipt }) }
      return { definition: { ...kept, ...told, ...rest }, part: 'settings', key: '' }
    }
    case 'add':
      return add(definition, operation)
    case 'edit': {
      const { part, key, value } = operation
      if (!element(definition, part, key)) return { type: 'missing' }
      return { definition: put(definition, part, key, value), part, key }
    }
    case 'delete':
      return remove(definition, operation)
    case 'move':
      return move(definition, operation)
    case 'duplicate': {
      const action = definition.actions[operation.key]
      if (!action) return { type: 'missing' }
      const value = structuredClone({ ...action, label: operation.label })
      const copied = add(definition, { type: 'add', part: 'actions', value })
      return { ...copied, definition: besides(copied.definition, operation.key, copied.key) }
    }
    case 'service': {
      const { id, becomes } = operation
      if (!Object.hasOwn(definition.services ?? {}, id)) return { type: 'missing' }
      const renamed = renameServices(definition, { [id]: becomes })
      return { definition: renamed, part: 'settings', key: '' }
    }
    case 'replace': {
      const { id } = definition
      return { definition: { ...operation.definition, id }, part: 'settings', key: '' }
    }
  }
}

function add(definition: Definition, { part, value }: Add): Changed {
  const taken = elements(definition, part).map(([key]) => key)
  if (part === 'routing') {
    return {
      definition: put(definition, part, String(taken.length), value),
      part,
      key: String(taken.length),
    }
  }
  const name = 'title' in value ? value.title : 'label' in value ? value.label : ''
  const key = keyFor(name, taken, fallback[part])
  return { definition: put(definition, part, key, value), part, key }
}

const fallback = { states: 'etat', actions: 'action', deadlines: 'delai', certificates: 'document' }

/** The definition with this value in this place, at the end where the place is new. */
function put(definition: Definition, part: Part, key: string, value: Parts[Part]): Definition {
  if (part === 'routing' || part === 'deadlines') {
    const list = (definition[part] ?? []) as Parts[Part][]
    const known = elements(definition, part).findIndex(([one]) => one === key)
    const named = part === 'deadlines' ? { ...value, key } : value
    return { ...definition, [part]: known < 0 ? [...list, named] : list.with(known, named) }
  }
  return { ...definition, [part]: { ...definition[part], [key]: value } }
}

function besides(definition: Definition, first: string, second: string): Definition {
  const order = inOrder(definition.actions, definition.order?.actions).filter(
    (key) => key !== second
  )
  const actions = order.toSpliced(order.indexOf(first) + 1, 0, second)
  return { ...definition, order: { ...definition.order, actions } }
}

function remove(
  definition: Definition,
  { part, key, instead }: Extract<Operation, { type: 'delete' }>
): Changed | Exclude<Outcome, { type: 'done' }> {
  if (!element(definition, part, key)) return { type: 'missing' }
  const hard = usesOf(definition, part, key).filter(isHard)
  const stands =
    instead !== undefined && instead !== key && Object.hasOwn(definition.states, instead)
  if (part === 'states' && hard.length > 0 && !stands) return { type: 'in-use', uses: hard }
  return { definition: without(definition, part, key, stands ? instead : undefined), part, key: '' }
}

function move(
  definition: Definition,
  { part, key, by }: Extract<Operation, { type: 'move' }>
): Changed | Exclude<Outcome, { type: 'done' }> {
  const keys = elements(definition, part).map(([one]) => one)
  const from = keys.indexOf(key)
  if (from < 0) return { type: 'missing' }
  const to = Math.min(Math.max(from + by, 0), keys.length - 1)
  if (part === 'states' || part === 'actions') {
    const order = { ...definition.order, [part]: swapped(keys, from, to) }
    return { definition: { ...definition, order }, part, key }
  }
  const list = swapped<unknown>(definition[part]!, from, to)
  return {
    definition: { ...definition, [part]: list },
    part,
    key: part === 'routing' ? String(to) : key,
  }
}

function swapped<T>(list: T[], one: number, other: number): T[] {
  return list.with(one, list[other]!).with(other, list[one]!)
}

/** What an operation is about, by its name. */
export function subjectOf(definition: Definition, operation: Operation): string {
  switch (operation.type) {
    case 'settings':
    case 'replace':
      return definition.label
    case 'add': {
      const { value, part } = operation
      if ('title' in value) return value.title
      return 'label' in value
        ? value.label
        : String((definition[part as 'routing']?.length ?? 0) + 1)
    }
    case 'duplicate':
      return nameOf(definition, 'actions', operation.key)
    case 'service':
      return operation.becomes.label
    default:
      return nameOf(definition, operation.part, operation.key)
  }
}
