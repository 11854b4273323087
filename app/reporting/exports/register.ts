import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type Account from '#identity/account'
import { limitsOf } from '#identity/limits'
import ListExport from '#reporting/exports/list_export'

const PAGE = 50

export interface Register {
  rows: ListExport[]
  /** What `before` is for the page that follows; null on the last. */
  next: string | null
}

/** What an account has taken out at the desks that are still its own, the last first. */
export function exportsOfAccount(account: Account, before: string | null): Promise<Register> {
  return page(before, (query) => {
    query.where('accountId', account.id).whereIn('desk', account.roles)
  })
}

/** Who took out what, the last first; of the démarches that the reader may see. */
export async function allExports(account: Account, before: string | null): Promise<Register> {
  const limits = await limitsOf(account)
  return page(before, (query) => {
    if (limits) query.whereRaw('demarche_ids <@ ?::uuid[]', [limits])
  })
}

async function page(
  before: string | null,
  narrow: (query: ModelQueryBuilderContract<typeof ListExport>) => void
): Promise<Register> {
  const query = ListExport.query()
  narrow(query)
  if (before) query.where('id', '<', before)
  const rows = await query.orderBy('id', 'desc').limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  return { rows: shown, next: rows.length > PAGE ? shown.at(-1)!.id : null }
}
