import fc, { type Arbitrary } from 'fast-check'
import {
  blankAction,
  blankDeadline,
  blankRule,
  blankState,
  blankWorkflow,
} from '#workflow/editor/blank'
import { type Operation, perform } from '#workflow/editor/operations'
import { elements, type Part, PARTS } from '#workflow/editor/parts'
import { type Action, type Definition, library } from '#workflow/main'

/** A move of the hand, before one knows which workflow it is made on. */
export interface Gesture {
  kind: Operation['type']
  seeds: [number, number, number, number]
  title: string
}

export const SERVICES = [
  { id: '0198f0aa-0000-7000-8000-000000000001', label: 'Voirie' },
  { id: '0198f0aa-0000-7000-8000-000000000002', label: 'Cabinet du maire' },
]

const kinds = ['add', 'edit', 'delete', 'move'] as const

export const gestures: Arbitrary<Gesture[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...[...kinds, ...kinds, ...kinds],
      ...(['duplicate', 'settings', 'service'] as const)
    ),
    seeds: fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()),
    title: fc.constantFrom(
      'En attente',
      'Avis',
      'À l’étude',
      '2 visas',
      '—',
      'Constructor',
      'Œuvre'
    ),
  }),
  { minLength: 3, maxLength: 25 }
)

export const beginnings: Arbitrary<Definition> = fc.constantFrom(
  blankWorkflow('essai', 'Essai'),
  ...library
)

/** Every workflow on the way, those that were refused left out. */
export function built(list: Gesture[], from: Definition): Definition[] {
  const made = [from]
  for (const gesture of list) {
    const operation = operationOf(made.at(-1)!, gesture)
    const outcome = operation && perform(made.at(-1)!, operation, SERVICES)
    if (outcome?.type === 'done') made.push(outcome.definition)
  }
  return made
}

/** The operation that a gesture is on this workflow; undefined where it has nothing to work on. */
export function operationOf(definition: Definition, gesture: Gesture): Operation | undefined {
  const { kind, seeds, title } = gesture
  const part = pick(PARTS, seeds[0])!
  const key = pick(keysOf(definition, part), seeds[1])
  switch (kind) {
    case 'add':
      return addition(definition, part, gesture)
    case 'edit':
      return key === undefined ? undefined : edition(definition, part, key, gesture)
    case 'delete': {
      const instead = pick(['nulle_part', ...keysOf(definition, 'states')], seeds[2])
      return key === undefined ? undefined : { type: 'delete', part, key, instead }
    }
    case 'move':
      return key === undefined || part === 'certificates'
        ? undefined
        : { type: 'move', part, key, by: seeds[2] % 2 ? 1 : -1 }
    case 'duplicate': {
      const action = pick(keysOf(definition, 'actions'), seeds[1])
      return action === undefined ? undefined : { type: 'duplicate', key: action, label: title }
    }
    case 'service': {
      const id = pick(Object.keys(definition.services ?? {}), seeds[1])
      const becomes = pick(SERVICES, seeds[2])!
      return id === undefined ? undefined : { type: 'service', id, becomes }
    }
    default: {
      const start = pick(keysOf(definition, 'states'), seeds[1])!
      return { type: 'settings', label: title, start, receipt: definition.receipt }
    }
  }
}

function addition(
  definition: Definition,
  part: Part,
  { title, seeds }: Gesture
): Operation | undefined {
  switch (part) {
    case 'states':
      return { type: 'add', part, value: blankState(title) }
    case 'actions': {
      const from = pick(keysOf(definition, 'states'), seeds[1])
      return { type: 'add', part, value: blankAction(definition, title, from) }
    }
    case 'deadlines':
      return { type: 'add', part, value: blankDeadline(definition, title) }
    case 'routing': {
      const value = blankRule(definition)
      return value ? { type: 'add', part, value } : undefined
    }
    case 'certificates':
      return { type: 'add', part, value: { title, body: 'Fait à {commune}.' } }
  }
}

function edition(
  definition: Definition,
  part: Part,
  key: string,
  { seeds, title }: Gesture
): Operation {
  const states = keysOf(definition, 'states')
  const state = pick(states, seeds[2])!
  const action = pick(keysOf(definition, 'actions'), seeds[2])
  const value = elements(definition, part).find(([one]) => one === key)![1]
  switch (part) {
    case 'states':
      return { type: 'edit', part, key, value: { label: title, holder: 'accueil' } }
    case 'actions':
      return { type: 'edit', part, key, value: changed(value as Action, state, seeds[3], title) }
    case 'deadlines':
      return {
        type: 'edit',
        part,
        key,
        value: { key, label: title, in: [state], after: 'P3D', ...(action && { do: action }) },
      }
    case 'routing':
      return {
        type: 'edit',
        part,
        key,
        value: { do: action ?? '', with: { service: SERVICES[0]!.id } },
      }
    case 'certificates':
      return { type: 'edit', part, key, value: { title, body: title } }
  }
}

/** What a panel may make of an action: another way, another form, services by name, none at all. */
function changed(action: Action, state: string, seed: number, label: string): Action {
  const { form = [], ...rest } = action
  const variants: Action[] = [
    { ...rest, form, label, to: state },
    { ...rest, label, form: form.slice(1) },
    { ...rest, form, label, by: ['service'], for: [SERVICES[seed % 2]!.id] },
    { ...rest, label, form, assigns: { service: SERVICES[seed % 2]!.id } },
    { ...rest, label, form, effects: [{ type: 'certificate', template: 'recepisse' }] },
    { ...rest, label, form, completes: state },
    { ...rest, label, to: 'nulle_part' },
  ]
  return variants[seed % variants.length]!
}

export const keysOf = (definition: Definition, part: Part) =>
  elements(definition, part).map(([key]) => key)

function pick<T>(list: readonly T[], seed: number): T | undefined {
  return list[seed % Math.max(list.length, 1)]
}
