import { addUp, CountFacts, toAdd } from '#reporting/actions/keep_figures'
import { communeIds } from '#tenancy/commune'
import { withCommune } from '#tenancy/scope'

/** Every ten minutes, commune by commune: counts what has happened. After an outage there may be much. */
export async function keepFigures() {
  for (const communeId of await communeIds()) await countCommune(communeId)
}

export async function countCommune(communeId: string) {
  const facts = new CountFacts()
  while ((await withCommune(communeId, () => facts.handle())) > 0);
}

/** Every night: adds up the large months and days that are over. */
export async function addUpFigures() {
  for (const communeId of await communeIds()) {
    for (const unit of ['month', 'day'] as const) {
      const starts = await withCommune(communeId, () => toAdd(unit))
      for (const start of starts) await withCommune(communeId, () => addUp(unit, start))
    }
  }
}
