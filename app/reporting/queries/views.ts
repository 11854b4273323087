import type Account from '#identity/account'
import type { DeskName } from '#reporting/desks'
import { sql } from '#tenancy/scope'

/** A saved view as the list of its desk offers it. */
export interface OfferedView {
  id: string
  name: string
  /** Its filters, sort and columns, as an address has them. */
  query: string
  shared: boolean
  /** Of the account that asks. */
  own: boolean
  /** Whether it opens first for that account. */
  opens: boolean
}

const MOST = 100

/** What an account is offered at a desk: its own views, and those that others share; by name. */
export function offeredViews(account: Account, desk: DeskName): Promise<OfferedView[]> {
  return sql<OfferedView>(
    `select v.id, v.name, v.query, v.shared, v.account_id = ? as own, o.id is not null as opens
     from saved_views v
     left join opening_views o on o.view_id = v.id and o.account_id = ? and o.desk = v.desk
     where v.desk = ? and (v.account_id = ? or v.shared)
     order by lower(v.name), v.id limit ${MOST}`,
    [account.id, account.id, desk, account.id]
  )
}
