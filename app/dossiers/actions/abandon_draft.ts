import drive from '@adonisjs/drive/services/main'
import { afterCommit, sql } from '#tenancy/scope'

/**
 * Forgets a draft, its pieces and its liens. Mails that left lose what ties them to it and whom
 * they went to. One that an agent has opened has a history, which nothing may remove: it stays,
 * emptied.
 *
 * @returns false where it was submitted meanwhile
 */
export class AbandonDraft {
  async handle(dossierId: string): Promise<boolean> {
    const [draft] = await sql(
      `select exists (select 1 from journal_entries where dossier_id = d.id) as has_history
       from dossiers d where id = ? and submitted_at is null for update`,
      [dossierId]
    )
    if (!draft) return false

    const pieces = await sql<{ disk_key: string }>(
      `delete from pieces where dossier_id = ? returning disk_key`,
      [dossierId]
    )
    afterCommit(async () => {
      for (const { disk_key: key } of pieces) await drive.use().delete(key)
    })
    await sql(`delete from liens where dossier_id = ?`, [dossierId])
    await sql(
      `update mails set dossier_id = null, recipient = '', secret = null, data = '{}',
         status = case status when 'queued' then 'refused' else status end
       where dossier_id = ?`,
      [dossierId]
    )
    if (draft.has_history) await empty(dossierId)
    else await sql(`delete from dossiers where id = ?`, [dossierId])
    return true
  }
}

async function empty(dossierId: string) {
  await sql(
    `update dossiers set answers = '{}', contact_email = null, contact_name = null,
       contact_phone = null, updated_at = now() where id = ?`,
    [dossierId]
  )
}
