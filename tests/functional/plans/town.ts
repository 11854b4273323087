import db from '@adonisjs/lucid/services/db'
import { fillCommunes } from '#database/generate/fill'
import { generatePlatform } from '#database/generate/platform'
import { aLivedInCommune, type LivedIn } from '#tests/isolation/support/lived_in'
import { aCommune, type TestCommune } from '#tests/support/world'
import { sql, withCommune } from '#tenancy/scope'

/**
 * A commune in which everything has happened and that has so many dossiers, beside smaller ones: the
 * policy hides from the planner which commune it is, and it expects one of average size.
 * `GUICHET_SCALE=full`: of the size that is promised.
 */
const IS_FULL = process.env.GUICHET_SCALE === 'full'
export const DOSSIERS = IS_FULL ? 1_000_000 : 20_000
const COMMUNES = IS_FULL ? 2000 : 150

let made: Promise<LivedIn> | null = null

/** Made once, for all the specs of a run. */
export function theTown(): Promise<LivedIn> {
  return (made ??= make())
}

async function make(): Promise<LivedIn> {
  const wanted = { communes: COMMUNES, dossiers: 5, demarches: 1, seed: 'plans' }
  const others = await generatePlatform(wanted, () => {})
  const second: TestCommune = await aCommune()
  const town = await aLivedInCommune()
  await fillCommunes([
    ...others,
    { communeId: second.id, count: DOSSIERS / 4 },
    { communeId: town.id, count: DOSSIERS },
  ])
  await readBy(town)
  return town
}

/** Agents have read much of what is there: of a table of a few rows, a plan says nothing. */
async function readBy(town: LivedIn) {
  const { accueil, superviseur } = town.accounts
  await withCommune(town.id, () =>
    sql(
      `insert into readings (commune_id, id, account_id, dossier_id, read_to)
       select commune_id, gen_random_uuid(), account_id, d.id, updated_at
       from dossiers d cross join unnest(?::uuid[]) account_id where tray <> 'draft'
       on conflict do nothing`,
      [[accueil.id, superviseur.id]]
    )
  )
  await db.connection('owner').rawQuery('vacuum (analyze) readings')
}
