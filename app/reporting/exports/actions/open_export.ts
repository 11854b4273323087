import type Account from '#identity/account'
import { limitsOf } from '#identity/limits'
import type { DeskName } from '#reporting/desks'
import ListExport from '#reporting/exports/list_export'
import { sql } from '#tenancy/scope'

/**
 * The file of an export, to who asked for it and may still see all that is in it: at a desk that is still
 * theirs, and with no démarche in it that they have lost since. Notes that it was taken, and by whom it was
 * taken is sent no mail about it.
 *
 * @returns null where there is nothing for them
 */
export class OpenExport {
  async handle(id: string, desk: DeskName, account: Account): Promise<ListExport | null> {
    const found = await ListExport.query().where({ id, desk, accountId: account.id }).first()
    if (!found?.isReady) return null
    const limits = await limitsOf(account)
    if (limits && found.demarcheIds.some((demarche) => !limits.includes(demarche))) return null

    await sql(
      `update list_exports set downloads = downloads + 1, downloaded_at = now() where id = ?`,
      [id]
    )
    await sql(`update mails set status = 'cancelled' where id = ? and status = 'queued'`, [
      found.mailId,
    ])
    return found
  }
}
