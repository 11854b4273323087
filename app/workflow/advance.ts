import { compiled } from './compiled.js'
import type { Definition } from './definition.js'
import type { Clocks, Entry, Opinion, QuestionRef, ServiceRef, Standing } from './standing.js'

/**
 * The standing after one more line of the journal. Live steps and replay both go through here,
 * which is why the journal alone is enough to know where a dossier stands.
 */
export function advance(definition: Definition, before: Standing | null, entry: Entry): Standing {
  if (!before) return submitted(definition, entry)
  const action = entry.action === undefined ? undefined : definition.actions[entry.action]
  const revision = before.revision + 1
  if (entry.type === 'undone') return { ...(entry.data.standing as Standing), revision }
  const after: Standing = {
    ...before,
    serviceId: entry.service?.id ?? null,
    serviceLabel: entry.service?.label ?? null,
    opinions: opinions(before.opinions, entry, action?.asks, action?.answers),
    clocks: entry.due
      ? { ...before.clocks, done: [...before.clocks.done, entry.due] }
      : before.clocks,
    revision,
  }
  if (!action || (action.to === '@same' && entry.to === entry.from)) return after

  const state = definition.states[entry.to]!
  after.state = entry.to
  after.since = entry.at
  after.holder = state.holder ?? null
  after.origins = origins(before, entry.to, action.remembers === true, state.final !== undefined)
  after.reopened = action.reopens ? paths(entry.data[action.reopens]) : []
  after.clocks = clocks(definition, after.clocks, entry, revision)
  return after
}

function submitted(definition: Definition, { to, at, service }: Entry): Standing {
  const paused = compiled(definition).suspending.has(to) ? [{ state: to, from: at, to: null }] : []
  return {
    state: to,
    since: at,
    submittedAt: at,
    holder: definition.states[to]!.holder ?? null,
    serviceId: service?.id ?? null,
    serviceLabel: service?.label ?? null,
    origins: [],
    reopened: [],
    opinions: [],
    clocks: { entered: 1, paused, done: [] },
    revision: 1,
  }
}

/** Coming back to a state makes its marker, and those left since, pointless: so the stack is finite. */
function origins(before: Standing, to: string, remembers: boolean, final: boolean) {
  if (final) return []
  const { state, serviceId, serviceLabel } = before
  const stack = remembers ? [...before.origins, { state, serviceId, serviceLabel }] : before.origins
  const at = stack.findIndex((origin) => origin.state === to)
  return at === -1 ? stack : stack.slice(0, at)
}

function opinions(before: Opinion[], entry: Entry, asks?: string, answers?: boolean): Opinion[] {
  const asked = asks ? ((entry.data[asks] ?? []) as ServiceRef[]) : []
  // A journal that only kept the actor's id has the service there.
  const by = entry.actor.serviceId ?? entry.actor.id
  let after = before
  if (answers) {
    after = after.map((opinion) =>
      opinion.serviceId === by && opinion.answeredAt === null
        ? { ...opinion, answeredAt: entry.at }
        : opinion
    )
  }
  if (!asked.length) return after
  const again = new Set(asked.map(({ id }) => id))
  return [
    ...after.filter((opinion) => !again.has(opinion.serviceId)),
    ...asked.map(({ id, label }) => ({
      serviceId: id,
      serviceLabel: label,
      askedAt: entry.at,
      answeredAt: null,
    })),
  ]
}

function paths(questions: unknown): string[] {
  return ((questions ?? []) as QuestionRef[]).map(({ path }) => path)
}

function clocks(definition: Definition, before: Clocks, entry: Entry, revision: number): Clocks {
  const { suspending } = compiled(definition)
  const paused = before.paused.map((stay) => (stay.to === null ? { ...stay, to: entry.at } : stay))
  if (suspending.has(entry.to)) paused.push({ state: entry.to, from: entry.at, to: null })
  return { entered: revision, paused, done: before.done }
}
