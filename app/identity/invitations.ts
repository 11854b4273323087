import { v7 as uuidv7 } from 'uuid'
import { DateTime } from 'luxon'
import Account from '#identity/account'
import { hashOf, newToken } from '#identity/tokens'
import { tell } from '#tenancy/notices'
import { sql } from '#tenancy/scope'

const LIFETIME = { days: 7 }

/**
 * A way for an account to choose its password: 256 random bits, of which the database keeps the
 * SHA-256. Those that it had before open nothing any more.
 */
export async function invite(accountId: string): Promise<{ token: string; expiresAt: DateTime }> {
  const token = newToken()
  const expiresAt = DateTime.now().plus(LIFETIME)
  await sql('delete from invitations where account_id = ? and used_at is null', [accountId])
  await sql(
    `insert into invitations (commune_id, id, account_id, token_hash, expires_at)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?)`,
    [uuidv7(), accountId, hashOf(token), expiresAt.toJSDate()]
  )
  return { token, expiresAt }
}

export type Invited =
  { type: 'valid'; id: string; account: Account } | { type: 'unknown' | 'expired' | 'used' }

/** What a token opens now; `locked` lets the second of two who use it find it used. */
export async function openInvitation(token: string, { locked = false } = {}): Promise<Invited> {
  const [row] = await sql(
    `select id, account_id, expires_at, used_at from invitations where token_hash = ?
     ${locked ? 'for update' : ''}`,
    [hashOf(token)]
  )
  if (!row) return { type: 'unknown' }
  if (row.used_at) return { type: 'used' }
  if (row.expires_at.getTime() <= Date.now()) return { type: 'expired' }
  const account = await Account.findOrFail(row.account_id)
  return account.suspendedAt ? { type: 'unknown' } : { type: 'valid', id: row.id, account }
}

/** Sets the password that an invited person chose. Sessions that the account had are over. */
export async function acceptInvitation(token: string, password: string): Promise<Invited> {
  const invited = await openInvitation(token, { locked: true })
  if (invited.type !== 'valid') return invited
  const { id, account } = invited
  account.merge({
    password,
    joinedAt: account.joinedAt ?? DateTime.now(),
    sessionEpoch: account.sessionEpoch + 1,
  })
  await account.save()
  await tell('account', account.id)
  await sql('update invitations set used_at = now() where id = ?', [id])
  return invited
}
