import { sql } from '#tenancy/scope'

/** A word that may be typed otherwise: letters alone, neither numbers nor addresses. */
const WORD = /^\p{L}{3,30}$/u

/** Of the dossiers that changed in so many minutes: what is asked every ten is seen twice at least. */
const MINUTES = 25
const BATCH = 5000

const INTO = `insert into search_words (commune_id, word, stem)
  select current_setting('app.commune_id')::uuid, w.word,
    coalesce((ts_lexize('french_stem', w.word))[1], w.word)`

/** Adds the words of what has come in lately. */
export async function gatherWords() {
  await sql(
    `${INTO} from (select distinct w.word
       from (select d.id from dossiers d where d.tray = any(?::text[])
         and d.updated_at > now() - interval '${MINUTES} minutes' offset 0) d
       join lateral (select t.words from dossier_texts t where t.id = d.id offset 0) t on true,
       unnest(tsvector_to_array(t.words)) w (word)
       where w.word ~ '^[[:alpha:]]{3,30}$') w
     on conflict (commune_id, word) do nothing`,
    [['accueil', 'usager', 'service', 'closed']]
  )
}

/**
 * The words of some dossiers more, after one, added to those that were seen before.
 *
 * @returns the last one of them; null when there are no more
 */
export async function seeWords(seen: Set<string>, after: string): Promise<string | null> {
  const [row] = await sql<{ words: string[] | null; last: string | null; n: number }>(
    `with batch as (select t.id, t.words from dossier_texts t where t.id > ?::uuid order by t.id limit ${BATCH})
     select (select array_agg(distinct w.word) from batch, unnest(tsvector_to_array(words)) w (word)
         where w.word ~ '^[[:alpha:]]{3,30}$') as words,
       (select id from batch order by id desc limit 1) as last, (select count(*)::int from batch) as n`,
    [after]
  )
  for (const word of row?.words ?? []) seen.add(word)
  return row && row.n === BATCH ? row.last : null
}

/** What was seen in the dossiers is what there is: the words of those that are destroyed go. */
export async function keepWords(seen: Set<string>) {
  const words = [...seen]
  await sql('delete from search_words where not (word = any(?::text[]))', [words])
  await sql(`${INTO} from unnest(?::text[]) w (word) on conflict (commune_id, word) do nothing`, [
    words,
  ])
}

/** Other forms of words, as the commune's dossiers have them: of « chevaux », cheval. */
export async function formsOf(words: string[]): Promise<Map<string, string[]>> {
  const typed = words.filter((word) => WORD.test(word))
  if (typed.length === 0) return new Map()
  const rows = await sql<{ asked: string; words: string[] }>(
    `select s.asked, array(select v.word from search_words v
         where v.stem = s.stem and v.word <> s.asked order by v.word limit 30) as words
     from (select w.asked, (ts_lexize('french_stem', w.asked))[1] as stem
       from unnest(?::text[]) w (asked)) s where s.stem is not null`,
    [typed]
  )
  return new Map(rows.map(({ asked, words: forms }) => [asked, forms]))
}

/** The same words, those that are in no dossier replaced by the nearest that are; null where none is. */
export async function respelt(words: string[]): Promise<string[] | null> {
  const typed = words.filter((word) => WORD.test(word))
  if (typed.length === 0) return null
  const rows = await sql<{ asked: string; word: string }>(
    'select asked, word from nearest_words(?::text[])',
    [typed]
  )
  const near = Map.groupBy(rows, ({ asked }) => asked)
  const better = words.map((word) => {
    const slips = Math.min(3, Math.floor(word.length / 3))
    const [best] = (near.get(word) ?? [])
      .map((one) => ({ word: one.word, slips: slipsBetween(word, one.word) }))
      .filter((one) => one.slips <= slips)
      .sort((a, b) => a.slips - b.slips)
    return best?.word ?? word
  })
  return better.join(' ') === words.join(' ') ? null : better
}

/** How many letters are too many, missing, wrong or in the wrong order. */
export function slipsBetween(a: string, b: string): number {
  const rows = [[...b].reduce<number[]>((row, _, at) => [...row, at + 1], [0])]
  for (const [i, letter] of [...a].entries()) {
    const [above, before] = [rows[i]!, rows[i - 1]]
    const row = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const swapped = before && j > 0 && letter === b[j - 1] && a[i - 1] === other
      row.push(
        Math.min(
          above[j + 1]! + 1,
          row[j]! + 1,
          above[j]! + (letter === other ? 0 : 1),
          swapped ? before[j - 1]! + 1 : Infinity
        )
      )
    }
    rows.push(row)
  }
  return rows.at(-1)!.at(-1)!
}
