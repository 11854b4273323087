import { RemovePiece } from '#documents/actions/remove_piece'
import { sql } from '#tenancy/scope'

/** How long a file waits for the page that it was sent for. */
const PATIENCE = '1 day'
const AT_ONCE = 500

/**
 * Removes the files of drafts that no answer holds: sent one by one by a page that was then left.
 *
 * @returns how many
 */
export class PurgePieces {
  async handle(): Promise<number> {
    const left = await sql<{ id: string; dossier_id: string }>(
      `select p.id, p.dossier_id from pieces p
       join dossiers d on d.commune_id = p.commune_id and d.id = p.dossier_id
       where d.submitted_at is null and p.added_by = 'usager'
         and p.created_at < now() - interval '${PATIENCE}'
         and position(p.id::text in d.answers::text) = 0
       limit ${AT_ONCE}`
    )
    for (const { id, dossier_id: dossierId } of left) await new RemovePiece().handle(dossierId, id)
    return left.length
  }
}
