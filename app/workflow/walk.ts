import { apply } from './apply.js'
import { available } from './available.js'
import type { Calendar } from './calendar.js'
import { deadlineProblems } from './check/deadlines.js'
import { formProblems } from './check/forms.js'
import type { Problem } from './check/problem.js'
import { referenceProblems } from './check/references.js'
import { shapeProblems } from './check/shape.js'
import type { AvailableAction } from './compiled.js'
import type { Facts } from './conditions.js'
import { due, nextDue } from './deadlines.js'
import type { Definition, Role } from './definition.js'
import { fire } from './fire.js'
import { namedAt } from './permission.js'
import type {
  Actor,
  ApplyContext,
  Effect,
  Entry,
  FieldError,
  ServiceRef,
  Standing,
  Step,
} from './standing.js'
import { start } from './start.js'

/** Why a definition cannot be walked through, `[]` where it can: less than `check` asks for. */
export function obstacles(definition: Definition): Problem[] {
  const shape = shapeProblems(definition)
  if (shape.length > 0) return shape
  const references = referenceProblems(definition)
  return references.length > 0
    ? references
    : [...formProblems(definition), ...deadlineProblems(definition)]
}

/** Who acts in a walk: a role, and for the role `service` which one. */
export interface Walker {
  role: Exclude<Role, 'system'>
  serviceId?: string
}

export type Move =
  | { type: 'act'; by: Walker; action: string; input: Record<string, unknown> }
  /** Time passes until then (ISO). */
  | { type: 'wait'; until: string }

/** A fictitious dossier's life, as it is kept: what was done, never what it led to. */
export interface Walk {
  /** ISO instant of the submission. */
  begun: string
  /** The answers that the routing looks at. */
  facts: Facts
  moves: Move[]
}

/** What the walk is made with: the definition does not know them. */
export interface Ground extends Required<ApplyContext> {
  calendar: Calendar
  /** How each role signs in the journal. */
  names: Record<Walker['role'], string>
}

export interface WalkedStep {
  entries: Entry[]
  effects: Effect[]
  /** Where the dossier stood after it. */
  standing: Standing
  /** The entry whose words its mails repeat: a reminder says again what was asked. */
  told: Entry
}

export interface Walked {
  standing: Standing
  /** ISO: where the walk's clock stands. */
  now: string
  steps: WalkedStep[]
  /** How many moves were made before the first that is not possible (any more). */
  made: number
  /** Why that one is not. */
  refused: { errors: FieldError[] } | null
}

/** A walk does not wait longer than this at once, nor meet more than so many deadlines. */
const LONGEST = { days: 1200, steps: 100 }
const DAY = 86_400_000

/**
 * Walks a fictitious dossier through a definition without `obstacles`, from its submission. The same
 * walk always gives the same dossier, until the definition changes: then the moves that have become
 * impossible are left out.
 */
export function follow(definition: Definition, walk: Walk, ground: Ground): Walked {
  const { services } = ground
  const first = start(definition, walk.begun, walk.facts, {
    actor: { role: 'usager', label: ground.names.usager },
    services,
  })
  const walked: Walked = {
    standing: first.standing,
    now: walk.begun,
    steps: [],
    made: 0,
    refused: null,
  }
  keep(walked, first)
  for (const move of walk.moves) {
    const refused = move.type === 'wait' ? wait(definition, walked, move.until, ground) : null
    walked.refused = move.type === 'act' ? act(definition, walked, move, ground) : refused
    if (walked.refused) break
    walked.made += 1
  }
  return walked
}

function act(
  definition: Definition,
  walked: Walked,
  { by, action, input }: Extract<Move, { type: 'act' }>,
  ground: Ground
): Walked['refused'] {
  const { standing, now } = walked
  const actor = actorOf(by, definition, ground)
  const { revision } = standing
  const result = apply(definition, standing, action, input, actor, now, revision, ground)
  if (!result.ok) return { errors: result.errors ?? [] }
  keep(walked, result)
  return null
}

/** All that comes until then, each at its time. */
function wait(definition: Definition, walked: Walked, until: string, { calendar }: Ground) {
  const end = Math.min(Date.parse(until), Date.parse(walked.now) + LONGEST.days * DAY)
  if (!(end >= Date.parse(walked.now))) return { errors: [] }
  for (let count = 0; count < LONGEST.steps; count += 1) {
    const next = nextDue(definition, walked.standing, calendar)
    if (next === null || Date.parse(next) > end) break
    if (next > walked.now) walked.now = next
    const { standing, now } = walked
    const [come] = due(definition, standing, calendar, now).sort((a, b) => a.at.localeCompare(b.at))
    if (!come) break
    const result = fire(definition, standing, come.key, calendar, now, standing.revision)
    if (!result.ok) return { errors: result.errors ?? [] }
    keep(walked, result)
  }
  walked.now = new Date(end).toISOString()
  return null
}

function keep(walked: Walked, { standing, entries, effects }: Step) {
  const last = entries.at(-1)!
  const all = [...walked.steps.flatMap((step) => step.entries), ...entries]
  const asked = all.findLast(({ to, at, type }) => {
    return to === standing.state && at === standing.since && type !== 'reminder'
  })
  walked.standing = standing
  walked.steps.push({
    entries,
    effects,
    standing,
    told: last.type === 'reminder' ? (asked ?? last) : last,
  })
}

function actorOf({ role, serviceId }: Walker, definition: Definition, ground: Ground): Actor {
  if (role !== 'service') return { role, label: ground.names[role] }
  const service = servicesOf(definition, ground).find(({ id }) => id === serviceId)
  return { role, id: serviceId, serviceId, label: service?.label ?? ground.names.service }
}

/** What may be done now, and by whom: those who have nothing to do are left out. */
export function choices(
  definition: Definition,
  { standing }: Walked,
  ground: Ground
): { by: Walker; label: string; actions: AvailableAction[] }[] {
  const concerned = new Set([
    ...(standing.serviceId === null ? [] : [standing.serviceId]),
    ...namedAt(definition, standing.state),
    ...standing.opinions.filter((one) => one.answeredAt === null).map((one) => one.serviceId),
  ])
  const walkers: Walker[] = [
    { role: 'usager' },
    { role: 'accueil' },
    ...[...concerned].map((serviceId) => ({ role: 'service' as const, serviceId })),
    { role: 'superviseur' },
  ]
  return walkers
    .map((by) => {
      const actor = actorOf(by, definition, ground)
      return { by, label: actor.label, actions: available(definition, standing, actor) }
    })
    .filter(({ actions }) => actions.length > 0)
}

/** The commune's services, and those that the definition brings with it. */
export function servicesOf({ services = {} }: Definition, ground: ApplyContext): ServiceRef[] {
  const own = ground.services ?? []
  const named = Object.entries(services).map(([id, label]) => ({ id, label }))
  return [...own, ...named.filter(({ id }) => !own.some((service) => service.id === id))]
}
