import { namesOf, treatedBy } from '#dossiers/assignees'
import { addEvents } from '#dossiers/journal'
import { addNewsOf } from '#dossiers/news'
import { keepRead } from '#dossiers/readings'
import { sql } from '#tenancy/scope'
import { Writes } from '#tenancy/writes'
import type { Actor } from '#workflow/main'

interface Assign {
  dossierIds: string[]
  /** An agent of the accueil; null: nobody. */
  accountId: string | null
  by: Actor
  /** Who had them in the eyes of whoever asks, where it matters: those that changed hands since stay. */
  from?: string | null
}

export type AssignOutcome =
  | {
      type: 'done'
      /** Ids of those that changed hands; those that were there already are in no list. */
      assigned: string[]
      /** Ids of those that somebody else has meanwhile, by whom `from` says nothing. */
      overtaken: string[]
      /** Ids of drafts, of what is not in the commune or not within the limits of either of the two. */
      refused: string[]
    }
  /** Suspended, or without the role. */
  | { type: 'not-an-agent' }

interface Held {
  id: string
  demarche_id: string
  assignee_id: string | null
}

/**
 * Gives dossiers to an agent, or back to everybody, with a line in the journal of each. Whoever
 * acts reaches those within their own limits, as everywhere; the other one has to be allowed
 * their démarche too. One statement, however many they are.
 */
export class AssignDossier {
  async handle({ dossierIds, accountId, by, from }: Assign): Promise<AssignOutcome> {
    const held = await lockedOf(dossierIds)
    const demarches = [...new Set(held.map((one) => one.demarche_id))]
    const agent = accountId ? await treatedBy(accountId, demarches) : null
    if (accountId && !agent) return { type: 'not-an-agent' }

    const allowed = held.filter(({ demarche_id: id }) => !agent || agent.demarcheIds.includes(id))
    const moving = allowed.filter((one) => one.assignee_id !== accountId)
    const isOvertaken = (one: Held) => from !== undefined && one.assignee_id !== from
    const assigned = moving.filter((one) => !isOvertaken(one))
    if (assigned.length > 0) await write(assigned, agent, by)

    const kept = new Set(allowed.map(({ id }) => id))
    return {
      type: 'done',
      assigned: assigned.map(({ id }) => id),
      overtaken: moving.filter(isOvertaken).map(({ id }) => id),
      refused: [...new Set(dossierIds)].filter((id) => !kept.has(id)),
    }
  }
}

/** In one order, so that two who give the same ones away do not wait for each other. */
function lockedOf(ids: string[]): Promise<Held[]> {
  return sql<Held>(
    `select id, demarche_id, assignee_id from dossiers
     where id = any(?::uuid[]) and submitted_at is not null order by id for no key update`,
    [ids]
  )
}

async function write(held: Held[], agent: { id: string; name: string } | null, by: Actor) {
  const names = await namesOf(held.flatMap((one) => one.assignee_id ?? []))
  const ids = held.map(({ id }) => id)
  const writes = new Writes()
  keepRead(writes, ids, by)
  writes.add(
    `update dossiers set assignee_id = ?::uuid, updated_at = now() where id = any(?::uuid[])`,
    [agent?.id ?? null, ids]
  )
  const events = held.map(({ id, assignee_id: before }) => ({
    dossierId: id,
    label: labelOf(agent, before, names, by),
    data: {
      from: before && { id: before, label: names.get(before) ?? '' },
      to: agent && { id: agent.id, label: agent.name },
    },
  }))
  addEvents(writes, 'assigned', by, events)
  addNewsOf(writes, ids, 'in')
  await writes.run()
}

/** Whose it is from here on, in the words of the journal. */
function labelOf(
  agent: { id: string; name: string } | null,
  before: string | null,
  names: Map<string, string>,
  by: Actor
): string {
  if (agent) return agent.id === by.id ? 'Pris en charge' : `Confié à ${agent.name}`
  return before === by.id ? 'Rendu à l’accueil' : `Retiré à ${names.get(before!) ?? 'un agent'}`
}
