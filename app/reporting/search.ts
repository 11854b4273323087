import { findDossiers, soughtWords } from '#dossiers/search_index'
import { sql } from '#tenancy/scope'

/** Above this many, a list is walked and each row compared: what is frequent is soon found. */
const MOST = 2000

/** What a search comes to: the dossiers that it found, or the words to compare rows with. */
export type Search = { ids: string[] } | { words: string[] } | null

export async function search(typed: string): Promise<Search> {
  if (!typed) return null
  const words = soughtWords(typed)
  if (words.length === 0) return { ids: [] }
  const ids = await findDossiers(words, MOST)
  if (ids) return { ids }
  await walkRatherThanSort()
  return { words }
}

/**
 * For what is left of the transaction. The policy hides from the planner which commune it is: it
 * expects one of average size, where reading and sorting all would be cheap, and would do so in
 * the largest.
 */
function walkRatherThanSort() {
  return sql(`select set_config('enable_sort', 'off', true)`)
}
