import drive from '@adonisjs/drive/services/main'
import Piece from '#documents/piece'
import Dossier from '#dossiers/dossier'
import { recordEvent } from '#dossiers/journal'
import { afterCommit, sql } from '#tenancy/scope'

const SYSTEM = { role: 'system' as const, label: 'Automatique' }

/**
 * Removes the identity papers of a dossier that is decided: they have served. Their names and their
 * digests remain, to tell what was checked.
 */
export class PurgeIdentity {
  async handle(dossierId: string): Promise<number> {
    const dossier = await Dossier.query().where('id', dossierId).forUpdate().first()
    if (!dossier?.isClosed || dossier.isUndoable) return 0
    const { form } = await dossier.version()
    const pieces = (await Piece.of(dossierId)).filter(
      ({ question }) => question !== null && form.isIdentityPaper(question)
    )
    if (pieces.length === 0) return 0
    await sql(`update pieces set removed_at = now() where id = any(?)`, [
      pieces.map(({ id }) => id),
    ])
    const files = pieces.map(({ id, name }) => ({ id, name }))
    await recordEvent(dossierId, 'piece-removed', 'Pièces d’identité supprimées', SYSTEM, { files })
    for (const { diskKey } of pieces) afterCommit(() => drive.use().delete(diskKey))
    return pieces.length
  }
}
