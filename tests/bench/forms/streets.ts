import db from '@adonisjs/lucid/services/db'
import { indexedWords, spellingOf } from '#addresses/words'

const WAYS = [
  ...['Rue', 'Rue', 'Rue', 'Rue', 'Rue', 'Rue', 'Avenue', 'Avenue', 'Boulevard', 'Chemin'],
  ...['Impasse', 'Allée', 'Place', 'Route', 'Square', 'Passage', 'Traverse', 'Montée'],
]
const TITLES = [
  ...['', '', '', '', 'du Général', 'du Docteur', 'du Maréchal', 'du Président'],
  ...['de Saint', 'du Colonel', 'du Professeur', 'Sainte', 'de la'],
]
const SYLLABLES = [
  ...[
    'le',
    'cler',
    'mar',
    'ti',
    'ron',
    'gou',
    'vil',
    'lar',
    'sau',
    'vai',
    're',
    'ban',
    'ne',
    'plas',
  ],
  ...['san', 'mon', 'tsou', 'ger', 'vai', 'se', 'quart', 'mac', 'lan', 'tier', 'cou', 'peau', 'de'],
]

/** The same sequence each time: what is measured today was measured yesterday. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Names of streets like those of a large city, each once. */
export function streetNames(count: number): string[] {
  const upTo = numbers(7)
  const one = (of: string[]) => of[upTo(of.length)]!
  const word = () => {
    const letters = Array.from({ length: 2 + upTo(3) }, () => one(SYLLABLES)).join('')
    return letters[0]!.toUpperCase() + letters.slice(1)
  }
  const names = new Set(['Avenue du Général-Leclerc', 'Boulevard de la République', 'Rue de Rome'])
  while (names.size < count) {
    const end = upTo(3) === 0 ? `-${word()}` : ''
    names.add([one(WAYS), one(TITLES), word() + end].filter(Boolean).join(' '))
  }
  return [...names]
}

/**
 * Fills the street base of a commune, as the owner and in a few statements: 300,000 addresses in
 * some ten seconds. Streets lie on a grid around one point, their houses along them.
 */
export async function fillStreets(communeId: string, streets: number, addresses: number) {
  const rows = streetNames(streets).map((name) => ({
    name,
    words: indexedWords([name, '13100', 'Plassans']),
    spelling: spellingOf([name]),
  }))
  const owner = db.connection('owner')
  await owner.transaction(async (trx) => {
    await trx.rawQuery(`select set_config('app.commune_id', ?, true)`, [communeId])
    await trx.rawQuery(
      `insert into streets (commune_id, id, official_id, name, postcode, city, lat, lon, words, spelling)
       select ?, gen_random_uuid(), 'S' || n, name, '13100', 'Plassans', 43.5 + (n % 100) * 0.001,
         5.4 + (n / 100) * 0.001, array_to_tsvector(words), spelling
       from rows from (jsonb_to_recordset(?::jsonb) as (name text, words text[], spelling text))
         with ordinality as row(name, words, spelling, n)`,
      [communeId, JSON.stringify(rows)]
    )
    await trx.rawQuery(
      `insert into addresses (commune_id, id, street_id, official_id, number, suffix, postcode, lat, lon)
       select s.commune_id, gen_random_uuid(), s.id, s.official_id || '_' || n, 1 + n / 2,
         case n % 2 when 0 then '' else 'bis' end, '13100', s.lat + n * 0.00001, s.lon
       from streets s, generate_series(0, ?::int - 1) as n where s.commune_id = ?`,
      [Math.ceil(addresses / streets), communeId]
    )
  })
  for (const table of ['streets', 'addresses']) await owner.rawQuery(`vacuum (analyze) ${table}`)
}

/** What somebody types on the way to an address, with its abbreviations and slips. */
export function typedOnTheWay(): string[] {
  const full = [
    '12 av gen leclerc',
    'boulevard de la republique',
    '4 bis rue de rome',
    'av gal leclrec',
    'bd republque',
    'rue du docteur mar',
    'place saint ge',
  ]
  return full.flatMap((text) =>
    Array.from({ length: text.length - 1 }, (_, at) => text.slice(0, at + 2))
  )
}
