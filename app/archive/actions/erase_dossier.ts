import Dossier from '#dossiers/dossier'
import { enqueue } from '#tenancy/jobs'
import { sql } from '#tenancy/scope'
import type { Actor } from '#workflow/main'

/** Why a dossier is not its usager's to erase: what the commune must keep, or has not finished. */
export type Kept = 'held' | 'archived' | 'open' | 'undoable'

type Outcome = { type: 'erased'; reference: string } | { type: 'kept'; why: Kept }

/**
 * Destroys a dossier now, at the request of its usager. The database judges by the same rules once
 * more, and attests it in the register; its files follow by a job of the same transaction.
 */
export class EraseDossier {
  async handle(dossierId: string, reason: string, actor: Actor): Promise<Outcome> {
    const dossier = await Dossier.locked(dossierId)
    const why = keptBecause(dossier)
    if (why) return { type: 'kept', why }
    const [row] = await sql<{ files: string[] | null }>('select erase_dossier(?, ?, ?) as files', [
      dossierId,
      reason,
      actor.label,
    ])
    if (!row!.files) throw new Error(`${dossierId} cannot be erased`)
    const keys = row!.files.filter(Boolean)
    if (keys.length > 0) await enqueue('remove_files', { keys })
    return { type: 'erased', reference: dossier.reference! }
  }
}

/** Null where it may go. */
export function keptBecause(dossier: Dossier): Kept | null {
  if (dossier.keptAt) return 'held'
  if (dossier.archivedAt || dossier.archiveAskedAt) return 'archived'
  if (!dossier.isClosed) return 'open'
  return dossier.isUndoable ? 'undoable' : null
}
