import { sql, withCommune } from '#tenancy/scope'
import type { Town } from './town.js'

/**
 * That a measured submission was a whole one: each draft is a dossier with its reference, its
 * line in the journal, its mail, and what it is found by.
 *
 * @throws where one is not
 */
export async function proveSubmitted(town: Town, ids: string[]) {
  const [whole] = await withCommune(town.id, () =>
    sql<{ count: number }>(
      `select count(*)::int as count from dossiers d
       where id = any(?::uuid[]) and reference is not null and submitted_at is not null
         and exists (select from journal_entries where dossier_id = d.id and type = 'submitted')
         and exists (select from mails where dossier_id = d.id and status = 'queued')
         and exists (select from dossier_texts where id = d.id)`,
      [ids]
    )
  )
  if (whole?.count !== ids.length) {
    throw new Error(`Of ${ids.length} submissions, ${whole?.count} are whole`)
  }
}
