import { sql } from '#tenancy/scope'
import type { Writes } from '#tenancy/writes'
import { LONGEST_WORD, normalise, numbersOf } from '#dossiers/search_text'

/** Keeps the words that a dossier is found by, among the writes that change them. */
export function addWords(writes: Writes, dossierId: string, search: string) {
  const words = [...new Set(search.split(' ').map((word) => word.slice(0, LONGEST_WORD)))]
  writes.add(
    `insert into dossier_texts (commune_id, id, words)
     values (current_setting('app.commune_id')::uuid, ?, array_to_tsvector(?::text[]))
     on conflict (commune_id, id) do update set words = excluded.words`,
    [dossierId, words.filter(Boolean)]
  )
}

/** What was typed, as the words that must all be found, each at the beginning of a word. */
export function soughtWords(typed: string): string[] {
  const numbers = numbersOf(typed)
  const rest = numbers.length ? typed.replace(/\+?\d[\d\s.()/-]{7,}\d/g, ' ') : typed
  const words = [...numbers, ...normalise(rest).split(' ')].filter(Boolean)
  return [...new Set(words.map((word) => word.slice(0, LONGEST_WORD)))].slice(0, 10)
}

/**
 * Words as PostgreSQL looks for them: all of them, each at the beginning of a word or in another form.
 *
 * @param forms of some words, as they are in dossiers
 */
export function soughtQuery(words: string[], forms: Map<string, string[]> = new Map()): string {
  const lexeme = (word: string) => `'${word.replaceAll("'", "''")}'`
  return words
    .map((word) => {
      const others = (forms.get(word) ?? []).map(lexeme)
      return `(${[`${lexeme(word)}:*`, ...others].join(' | ')})`
    })
    .join(' & ')
}

/**
 * The dossiers in which every word is found; null where they are more than `most`, too many to
 * be worth a list.
 */
export async function findDossiers(query: string, most: number): Promise<string[] | null> {
  const rows = await sql<{ id: string }>(`select id from find_dossiers(?::tsquery, ?) as id`, [
    query,
    most + 1,
  ])
  return rows.length > most ? null : rows.map((row) => row.id)
}
