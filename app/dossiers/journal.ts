import { v7 as uuidv7 } from 'uuid'
import { compose } from '@adonisjs/core/helpers'
import { JournalEntrySchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import type { Actor, Entry } from '#workflow/main'
import type Dossier from '#dossiers/dossier'
import { sql } from '#tenancy/scope'
import type { Writes } from '#tenancy/writes'

/** What a step writes of itself. */
const LINE = `id, type, action, due, label, from_state, to_state, actor_role, actor_id, actor_label,
  service, public, public_keys, data, at`

/** A line of a dossier's history. The database refuses to change or remove one. */
export class JournalEntry extends compose(JournalEntrySchema, CommuneModel) {
  static override table = 'journal_entries'

  /** What the usager may read of it. */
  get publicData(): Record<string, unknown> {
    return Object.fromEntries(this.publicKeys.map((key: string) => [key, this.data[key]]))
  }
}

/** What happens to a dossier outside of its workflow. */
export type Event =
  | 'opened'
  | 'note'
  | 'piece'
  | 'piece-removed'
  | 'lien'
  | 'lien-used'
  | 'message'
  | 'archived'
  | 'hold'
  | 'assigned'
  | 'answer'
  | 'data'

/** Appends the engine’s lines, in their order, among the writes of a step. */
export function addSteps(writes: Writes, dossierId: string, entries: Entry[]) {
  const lines = entries.map(({ actor, ...entry }) => ({
    id: uuidv7(),
    type: entry.type,
    action: entry.action ?? null,
    due: entry.due ?? null,
    label: entry.label,
    from_state: entry.from,
    to_state: entry.to,
    actor_role: actor.role,
    actor_id: actor.id ?? null,
    actor_label: actor.label,
    service: entry.service ?? null,
    public: entry.public,
    public_keys: entry.publicKeys,
    data: entry.data,
    at: entry.at,
  }))
  writes.add(
    `insert into journal_entries (commune_id, dossier_id, ${LINE})
     select current_setting('app.commune_id')::uuid, ?::uuid, ${LINE}
     from jsonb_to_recordset(?::jsonb) as line(id uuid, type text, action text, due text, label text,
       from_state text, to_state text, actor_role text, actor_id uuid, actor_label text,
       service jsonb, public boolean, public_keys text[], data jsonb, at timestamptz)`,
    [dossierId, JSON.stringify(lines)]
  )
}

/** Appends one event to the journal of each of many dossiers, among the writes that make it. */
export function addEvents(
  writes: Writes,
  type: Event,
  actor: Actor,
  events: { dossierId: string; label: string; data: Record<string, unknown> }[]
) {
  const { actorRole, actorId, actorLabel } = author(actor)
  const lines = events.map(({ dossierId, label, data }) => ({
    id: uuidv7(),
    dossier_id: dossierId,
    label,
    data,
  }))
  writes.add(
    `insert into journal_entries (commune_id, id, dossier_id, type, label, actor_role, actor_id,
       actor_label, data, at)
     select current_setting('app.commune_id')::uuid, id, dossier_id, ?, label, ?, ?::uuid, ?, data, now()
     from jsonb_to_recordset(?::jsonb) as line(id uuid, dossier_id uuid, label text, data jsonb)`,
    [type, actorRole, actorId, actorLabel, JSON.stringify(lines)]
  )
}

/** A line that moved a dossier, as the engine wrote it. */
export function stepOf(line: JournalEntry): Entry {
  return {
    type: line.type as Entry['type'],
    ...(line.action === null ? {} : { action: line.action }),
    ...(line.due === null ? {} : { due: line.due }),
    label: line.label,
    from: line.fromState,
    to: line.toState!,
    actor: {
      role: line.actorRole as Actor['role'],
      ...(line.actorId === null ? {} : { id: line.actorId }),
      label: line.actorLabel,
    },
    at: line.at.toJSDate().toISOString(),
    service: line.service,
    data: line.data,
    public: line.public,
    publicKeys: line.publicKeys,
  }
}

export async function recordEvent(
  dossierId: string,
  type: Event,
  label: string,
  actor: Actor,
  data: Record<string, unknown> = {},
  /** What the usager may read of it; nothing, not even that it happened, where there is none. */
  publicKeys: string[] = []
) {
  await JournalEntry.create({
    dossierId,
    type,
    label,
    ...author(actor),
    data: JSON.stringify(data),
    public: publicKeys.length > 0,
    publicKeys,
    at: new Date().toISOString() as never,
  })
}

/** Notes who opened a dossier, once in half an hour for each person: a reader is not a stream. */
export async function recordOpening(dossierId: string, actor: Actor, label: string) {
  const [recent] = await sql(
    `select 1 from journal_entries where dossier_id = ? and type = 'opened' and actor_role = ?
       and actor_label = ? and at > now() - interval '30 minutes' limit 1`,
    [dossierId, actor.role, actor.label]
  )
  if (!recent) await recordEvent(dossierId, 'opened', label, actor)
}

export function journalOf(dossierId: string) {
  return JournalEntry.query().where('dossierId', dossierId).orderBy('id')
}

/** The last line that moved a dossier. */
export function lastStepOf(dossierId: string) {
  return JournalEntry.query()
    .where('dossierId', dossierId)
    .whereNotNull('toState')
    .orderBy('id', 'desc')
    .first()
}

/** The last line that moved a dossier or changed an answer. */
export function lastChangeOf(dossierId: string) {
  return JournalEntry.query()
    .where('dossierId', dossierId)
    .where((either) => either.whereNotNull('toState').orWhere('type', 'answer'))
    .orderBy('number', 'desc')
    .first()
}

/** The line by which a dossier came to the state where it is. */
export function enteredBy({ id: dossierId, standing }: Dossier) {
  const { state: toState, since } = standing!
  return JournalEntry.query().where({ dossierId, toState, at: since }).orderBy('id', 'desc').first()
}

function author(actor: Actor) {
  return {
    actorRole: actor.role,
    actorId: actor.id ?? null,
    actorLabel: actor.label,
  }
}
