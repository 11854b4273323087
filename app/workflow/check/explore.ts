import type { Action, Definition, Role } from '../definition.js'
import { type Place, isOpen, keyOf, outcomes, rolesAt } from './place.js'

export interface Edge {
  action: string
  /** Keys of places; `from` is null for what the routing does at the submission. */
  from: string | null
  to: string
  /** The people who can take it here; none for what only the system does. */
  by: Role[]
  /** The deadline that takes it by itself. */
  deadline?: string
}

/** Every place where a dossier can rest, by key, and what leads from one to the next. */
export interface Exploration {
  places: Map<string, Place>
  edges: Edge[]
  /** False when there are too many places to see them all. */
  complete: boolean
}

interface Way extends Pick<Edge, 'action' | 'by' | 'deadline'> {
  next: Place
}

const MOST = 20_000

/** Walks through a definition whose references are sound. */
export function explore(definition: Definition): Exploration {
  const places = new Map<string, Place>()
  const edges: Edge[] = []
  const waiting: Place[] = []

  function visit(place: Place): string {
    const key = keyOf(place)
    if (!places.has(key)) waiting.push(place)
    places.set(key, places.get(key) ?? place)
    return key
  }

  const first = { state: definition.start, origins: [], service: false, awaited: false, fired: [] }
  if (!alwaysRouted(definition)) visit(first)
  for (const { next, ...way } of routed(definition, first)) {
    edges.push({ ...way, from: null, to: visit(next) })
  }
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    for (const { next, ...way } of [...byPeople(definition, place), ...byTime(definition, place)]) {
      edges.push({ ...way, from: keyOf(place), to: visit(next) })
    }
    if (places.size > MOST) return { places, edges, complete: false }
  }
  return { places, edges, complete: true }
}

/** A rule without condition that cannot be passed over for want of a service. */
function alwaysRouted({ routing = [], actions }: Definition): boolean {
  return routing.some(
    (rule) => !rule.when && !actions[rule.do]!.form?.some(({ kind }) => kind.startsWith('service'))
  )
}

function routed(definition: Definition, first: Place): Way[] {
  const keys = new Set(definition.routing?.map((rule) => rule.do))
  return [...keys].flatMap((key) => ways(definition, key, first, []))
}

function byPeople(definition: Definition, place: Place): Way[] {
  return Object.entries(definition.actions).flatMap(([key, action]) => {
    const by = rolesAt(action, place)
    return by.length ? ways(definition, key, place, by) : []
  })
}

function byTime(definition: Definition, place: Place): Way[] {
  if (definition.states[place.state]!.final) return []
  return (definition.deadlines ?? []).flatMap((deadline) => {
    if (!deadline.do || place.fired.includes(deadline.key)) return []
    const counts = deadline.in
      ? deadline.in.includes(place.state)
      : !deadline.suspendedIn?.includes(place.state)
    if (!counts) return []
    const fired = deadline.in ? place.fired : [...place.fired, deadline.key].sort()
    const from = { ...place, fired }
    return ways(definition, deadline.do, from, []).map((way) => ({
      ...way,
      deadline: deadline.key,
    }))
  })
}

function ways(definition: Definition, key: string, place: Place, by: Action['by']): Way[] {
  const action = definition.actions[key]!
  if (!isOpen(action, place)) return []
  return outcomes(definition, action, place).map((next) => ({ action: key, by, next }))
}
