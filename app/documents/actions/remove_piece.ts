import drive from '@adonisjs/drive/services/main'
import { afterCommit, sql } from '#tenancy/scope'

/** Removes a draft's piece: the row now, its bytes once that is durable. */
export class RemovePiece {
  async handle(dossierId: string, pieceId: string) {
    const rows = await sql<{ disk_key: string }>(
      `delete from pieces where dossier_id = ? and id = ? and added_by = 'usager' returning disk_key`,
      [dossierId, pieceId]
    )
    for (const { disk_key: key } of rows) afterCommit(() => drive.use().delete(key))
  }
}
