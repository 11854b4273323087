import { sql } from '#tenancy/scope'
import type Dossier from '#dossiers/dossier'
import { type JournalEntry, lastStepOf } from '#dossiers/journal'
import { t } from '#shared/translate'

export interface LastStep {
  entry: JournalEntry | null
  /** The roles to which this step promised a mail. */
  told: string[]
}

/** The last thing that moved a dossier: what is said to whoever did it, or came too late. */
export async function lastStep(dossierId: string): Promise<LastStep> {
  const entry = await lastStepOf(dossierId)
  if (!entry) return { entry, told: [] }

  const rows = await sql<{ recipient_role: string }>(
    `select distinct recipient_role from mails where dossier_id = ? and id > ?`,
    [dossierId, entry.id]
  )
  return { entry, told: rows.map((row) => row.recipient_role) }
}

/** What has just been done, and who is told of it, for whoever did it. */
export async function doneMessage(dossier: Dossier): Promise<string> {
  const { entry, told } = await lastStep(dossier.id)
  const unreachable = entry?.public && !dossier.contactEmail
  return t('dossier.done', {
    label: entry?.label ?? '',
    usager: told.includes('usager') ? 'told' : unreachable ? 'unreachable' : 'none',
    service: told.includes('service') ? 'told' : 'none',
  }).trim()
}
