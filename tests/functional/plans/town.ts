import { fillCommunes } from '#database/generate/fill'
import { generatePlatform } from '#database/generate/platform'
import { aLivedInCommune, type LivedIn } from '#tests/isolation/support/lived_in'
import { aCommune, type TestCommune } from '#tests/support/world'

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
  return town
}
