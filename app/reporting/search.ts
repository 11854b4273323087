import { findDossiers, soughtQuery, soughtWords } from '#dossiers/search_index'
import { formsOf, respelt } from '#dossiers/vocabulary'

/** Above this many, a list is walked and each row compared: what is frequent is soon found. */
const MOST = 2000

/** What a search comes to: the dossiers that it found, or what to compare rows with. */
export type Search =
  | (({ ids: string[] } | { query: string }) & {
      /** The words that were searched, where those that were typed found nothing. */
      instead?: string
    })
  | null

/** Each word at the beginning of one, or another form of it; failing that, the words that are nearest. */
export async function search(typed: string): Promise<Search> {
  if (!typed) return null
  const words = soughtWords(typed)
  if (words.length === 0) return { ids: [] }
  const found = await lookUp(words)
  if (!('ids' in found) || found.ids.length > 0) return found

  const better = await respelt(words)
  if (!better) return found
  const other = await lookUp(better)
  const isNothing = 'ids' in other && other.ids.length === 0
  return isNothing ? found : { ...other, instead: better.join(' ') }
}

async function lookUp(words: string[]): Promise<{ ids: string[] } | { query: string }> {
  const query = soughtQuery(words, await formsOf(words))
  const ids = await findDossiers(query, MOST)
  return ids ? { ids } : { query }
}
