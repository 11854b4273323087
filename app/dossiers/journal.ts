import { v7 as uuidv7 } from 'uuid'
import { compose } from '@adonisjs/core/helpers'
import { JournalEntrySchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import type { Actor, Entry } from '#workflow/main'
import type Dossier from '#dossiers/dossier'
import { sql } from '#tenancy/scope'

/** A line of a dossier's history. The database refuses to change or remove one. */
export class JournalEntry extends compose(JournalEntrySchema, CommuneModel) {
  static override table = 'journal_entries'

  /** What the usager may read of it. */
  get publicData(): Record<string, unknown> {
    return Object.fromEntries(this.publicKeys.map((key: string) => [key, this.data[key]]))
  }
}

/** What happens to a dossier outside of its workflow. */
export type Event = 'opened' | 'note' | 'piece' | 'lien' | 'lien-used' | 'message'

/** Appends the engine's lines, in their order. */
export async function recordSteps(dossierId: string, entries: Entry[]) {
  await JournalEntry.createMany(
    entries.map((entry) => ({
      id: uuidv7(),
      dossierId,
      type: entry.type,
      action: entry.action ?? null,
      due: entry.due ?? null,
      label: entry.label,
      fromState: entry.from,
      toState: entry.to,
      ...author(entry.actor),
      service: entry.service && JSON.stringify(entry.service),
      public: entry.public,
      publicKeys: entry.publicKeys,
      data: JSON.stringify(entry.data),
      at: entry.at as never,
    }))
  )
}

export async function recordEvent(
  dossierId: string,
  type: Event,
  label: string,
  actor: Actor,
  data: Record<string, unknown> = {}
) {
  await JournalEntry.create({
    dossierId,
    type,
    label,
    ...author(actor),
    data: JSON.stringify(data),
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
