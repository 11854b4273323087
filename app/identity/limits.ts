import type Account from '#identity/account'
import { sql } from '#tenancy/scope'

/** The démarches that an account is limited to; null where it has them all. */
export async function limitsOf(account: Account): Promise<string[] | null> {
  if (!account.limited) return null
  const rows = await sql<{ id: string }>(
    'select demarche_id as id from account_demarches where account_id = ?',
    [account.id]
  )
  return rows.map(({ id }) => id)
}

/**
 * For what is left of the transaction, only these démarches and their dossiers exist: the policies
 * `limited` of the database read this setting, whatever the query.
 */
export async function limitTo(demarcheIds: string[]) {
  await sql(`select set_config('app.demarche_ids', ?, true)`, [`{${demarcheIds.join(',')}}`])
}
