import { findDossiers, soughtQuery, soughtWords } from '#dossiers/search_index'

/** Above this many, a list is walked and each row compared: what is frequent is soon found. */
const MOST = 2000

/** What a search comes to: the dossiers that it found, or what to compare rows with. */
export type Search = { ids: string[] } | { query: string } | null

export async function search(typed: string): Promise<Search> {
  if (!typed) return null
  const words = soughtWords(typed)
  if (words.length === 0) return { ids: [] }
  const query = soughtQuery(words)
  const ids = await findDossiers(query, MOST)
  return ids ? { ids } : { query }
}
