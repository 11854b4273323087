import { v7 as uuidv7 } from 'uuid'
import { DateTime } from 'luxon'
import type Account from '#identity/account'
import Membership, { type MembershipRole } from '#identity/membership'
import { tell } from '#tenancy/notices'
import { sql } from '#tenancy/scope'

export interface AgentRights {
  name: string
  roles: MembershipRole[]
  /** Démarches that it is limited to; null where it has them all. */
  demarcheIds: string[] | null
}

/** `last-admin`: nobody would be left to administer the commune. */
type Outcome = { type: 'saved' } | { type: 'last-admin' }

/** Gives an account its roles, and its limits. */
export class ChangeAgent {
  async handle(account: Account, { name, roles, demarcheIds }: AgentRights): Promise<Outcome> {
    if (!roles.includes('admin') && (await isLastAdmin(account.id))) return { type: 'last-admin' }

    await account.merge({ name, limited: demarcheIds !== null }).save()
    await sql('delete from memberships where account_id = ? and not role = any(?::text[])', [
      account.id,
      roles,
    ])
    await account.load('memberships')
    for (const role of roles.filter((one) => !account.may(one))) {
      await Membership.create({ accountId: account.id, role })
    }
    await sql('delete from account_demarches where account_id = ?', [account.id])
    for (const demarcheId of demarcheIds ?? []) {
      await sql(
        `insert into account_demarches (commune_id, id, account_id, demarche_id)
         values (current_setting('app.commune_id')::uuid, ?, ?, ?)`,
        [uuidv7(), account.id, demarcheId]
      )
    }
    await account.load('memberships')
    await tell('account', account.id)
    return { type: 'saved' }
  }
}

/** Shuts an account out: the sessions that it has end with their next request. */
export class SuspendAgent {
  async handle(account: Account, suspended: boolean): Promise<Outcome> {
    if (suspended && (await isLastAdmin(account.id))) return { type: 'last-admin' }
    account.merge({
      suspendedAt: suspended ? (account.suspendedAt ?? DateTime.now()) : null,
      sessionEpoch: account.sessionEpoch + 1,
    })
    await account.save()
    await tell('account', account.id)
    return { type: 'saved' }
  }
}

/** Of two administrators who remove each other at once, the second finds itself the last. */
async function isLastAdmin(accountId: string): Promise<boolean> {
  const admins = await sql<{ id: string }>(
    `select a.id from accounts a where a.suspended_at is null and a.joined_at is not null
       and exists (select from memberships m where m.account_id = a.id and m.role = 'admin')
     order by a.id for update`
  )
  return admins.length === 1 && admins[0]!.id === accountId
}
