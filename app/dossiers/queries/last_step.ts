import { sql } from '#tenancy/scope'
import { JournalEntry } from '#dossiers/journal'

export interface LastStep {
  entry: JournalEntry | null
  /** The roles to which this step promised a mail. */
  told: string[]
}

/** The last thing that moved a dossier: what is said to whoever did it, or came too late. */
export async function lastStep(dossierId: string): Promise<LastStep> {
  const entry = await JournalEntry.query()
    .where('dossierId', dossierId)
    .whereNotNull('toState')
    .orderBy('id', 'desc')
    .first()
  if (!entry) return { entry, told: [] }

  const rows = await sql<{ recipient_role: string }>(
    `select distinct recipient_role from mails where dossier_id = ? and id > ?`,
    [dossierId, entry.id]
  )
  return { entry, told: rows.map((row) => row.recipient_role) }
}
