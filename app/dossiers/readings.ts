import { v7 as uuidv7 } from 'uuid'
import type { Writes } from '#tenancy/writes'
import type Dossier from '#dossiers/dossier'
import type { Actor } from '#workflow/main'

/**
 * Whether somebody has a dossier to read: one that is at work, and changed since they last opened
 * it. What is closed waits for nobody. `?` is the account; `updated_at` is shown to the
 * millisecond, so that a part of one more is no change. An offset keeps it a look at each row, where
 * a join would read all that the account has ever opened.
 *
 * @param row of `dossiers`, as the query names it
 */
export const unreadSql = (row: string) =>
  `(${row}.tray in ('accueil', 'usager', 'service') and not exists (select from readings r
     where r.account_id = ?::uuid and r.dossier_id = ${row}.id
       and r.read_to > ${row}.updated_at - interval '1 millisecond' offset 0))`

/** Notes that an agent has opened a dossier as it was loaded, among other writes. */
export function addReading(writes: Writes, { id, updatedAt }: Dossier, accountId: string) {
  writes.add(
    `insert into readings (commune_id, id, account_id, dossier_id, read_to)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?)
     on conflict (commune_id, account_id, dossier_id) do update set read_to = excluded.read_to
       where readings.read_to < excluded.read_to`,
    [uuidv7(), accountId, id, updatedAt.toISO()]
  )
}

/**
 * What somebody changes is no news to them: what they had read up to here stays read, among the
 * writes that change it.
 */
export function keepRead(writes: Writes, dossierIds: string[], { role, id }: Actor) {
  if (!id || (role !== 'accueil' && role !== 'superviseur')) return
  writes.add(
    `update readings r set read_to = now() from dossiers d
     where r.account_id = ?::uuid and r.dossier_id = d.id and d.id = any(?::uuid[])
       and r.read_to > d.updated_at - interval '1 millisecond'`,
    [id, dossierIds]
  )
}
