import { gatherWords, keepWords, seeWords } from '#dossiers/vocabulary'
import { communeIds } from '#tenancy/commune'
import { withCommune } from '#tenancy/scope'

/** The words of what has come in lately, commune by commune. */
export async function gatherAllWords() {
  for (const communeId of await communeIds()) await withCommune(communeId, gatherWords)
}

/** All the words of a commune's dossiers, and none of those that are destroyed. */
export async function keepVocabulary(communeId: string) {
  const seen = new Set<string>()
  for (let after: string | null = FIRST; after;) {
    const from: string = after
    after = await withCommune(communeId, () => seeWords(seen, from))
  }
  await withCommune(communeId, () => keepWords(seen))
}

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000'
