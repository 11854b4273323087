import { fillCommune } from '#database/generate/fill'
import Account from '#identity/account'
import Membership from '#identity/membership'
import { addUpFigures, countCommune } from '#notifications/figures'
import { communeBySlug } from '#tenancy/commune'
import { sql, withCommune } from '#tenancy/scope'
import { AGENT, aTown, type Town } from '../core/town.js'

/**
 * A commune of so many dossiers, counted as its superviseur’s figures want it. What an earlier run has
 * made is taken again where it is of that size.
 *
 * @param say how far it is
 */
export async function townOfSize(size: number, say: (line: string) => void): Promise<Town> {
  const slug = `bureau-${size}`
  const known = await communeBySlug(slug)
  if (known && (await filedIn(known.id)) >= size) return { id: known.id, host: known.host }
  if (known) throw new Error(`${slug} is not whole: remove tmp/bench/desks`)

  const town = await aTown(slug)
  await withCommune(town.id, async () => {
    const { id: accountId } = await Account.findByOrFail('email', AGENT.email)
    await Membership.create({ accountId, role: 'superviseur' })
  })
  const began = Date.now()
  await fillCommune(town.id, size)
  say(`${size.toLocaleString('en')} dossiers in ${((Date.now() - began) / 1000).toFixed(0)} s`)
  await countCommune(town.id)
  await addUpFigures()
  say(`counted in ${((Date.now() - began) / 1000).toFixed(0)} s`)
  return town
}

async function filedIn(communeId: string): Promise<number> {
  const [row] = await withCommune(communeId, () =>
    sql<{ n: number }>('select count(*)::int as n from dossiers')
  )
  return row!.n
}
