import { addMonth, CountFacts, monthsToAdd } from '#reporting/actions/keep_figures'
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

/** Every night: adds up the large months that are over. */
export async function addMonths() {
  for (const communeId of await communeIds()) {
    const months = await withCommune(communeId, () => monthsToAdd())
    for (const month of months) await withCommune(communeId, () => addMonth(month))
  }
}
