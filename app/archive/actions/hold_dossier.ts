import Dossier from '#dossiers/dossier'
import { recordEvent } from '#dossiers/journal'
import { sql } from '#tenancy/scope'
import type { Actor } from '#workflow/main'

/** Keeps a dossier beyond its time, closed or not yet: an appeal, an inquiry. Nothing purges it meanwhile. */
export class HoldDossier {
  /** @returns false where somebody held it already: their reason stays */
  async handle(dossierId: string, reason: string, actor: Actor): Promise<boolean> {
    const dossier = await Dossier.locked(dossierId)
    if (dossier.keptAt) return false
    await sql(`update dossiers set kept_reason = ?, kept_by = ?, kept_at = now() where id = ?`, [
      reason,
      actor.label,
      dossierId,
    ])
    await recordEvent(dossierId, 'hold', 'Conservation prolongée', actor, { note: reason })
    return true
  }

  /** The time of its démarche counts again: it may go the next night. */
  async release(dossierId: string, actor: Actor): Promise<boolean> {
    const dossier = await Dossier.locked(dossierId)
    if (!dossier.keptAt) return false
    await sql(
      `update dossiers set kept_reason = null, kept_by = null, kept_at = null where id = ?`,
      [dossierId]
    )
    await recordEvent(dossierId, 'hold', 'Conservation prolongée levée', actor)
    return true
  }
}
