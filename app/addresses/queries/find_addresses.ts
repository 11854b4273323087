import {
  type Country,
  type FoundAddress,
  HOUSE_COLUMNS,
  houseFound,
  type HouseRow,
  numberOf,
  STREET_COLUMNS,
  streetFound,
  type StreetRow,
} from '#addresses/found'
import { readable, score } from '#addresses/rank'
import { misspelt, type Reading, readTyped, tsqueryOf } from '#addresses/typed'
import { sql } from '#tenancy/scope'

/** Streets that are compared word by word, of those that the index finds. */
const COMPARED = 60
/** Streets whose houses are looked up. */
const BEST = 8

const byName = new Intl.Collator('fr').compare

interface Candidate {
  street: StreetRow
  reading: Reading
  score: number
}

/**
 * The addresses of the commune in scope that may be meant: « av gen leclerc » finds « Avenue du
 * Général-Leclerc ». Nothing typed by anyone makes it fail.
 *
 * @param most how many at most
 */
export async function findAddresses(
  typed: string,
  country: Country,
  most = 8
): Promise<FoundAddress[]> {
  const readings = readTyped(typed)
  if (readings.length === 0) return []
  const { others, alike } = misspelt(readings)
  const ids = await sql<{ id: string }>(
    `select distinct id from find_streets(?::tsquery, ?::text[], ?::text[], ?) as id`,
    [tsqueryOf(readings), others, alike, COMPARED]
  )
  if (ids.length === 0) return []
  // One by one by their keys: the planner does not know how few of the commune's they are.
  const streets = await sql<StreetRow>(
    `select s.* from unnest(?::uuid[]) as f(id) cross join lateral
     (select ${STREET_COLUMNS} from streets s where s.id = f.id limit 1) s`,
    [ids.map((row) => row.id)]
  )
  const best = ranked(streets, readings).slice(0, BEST)
  const houses = await housesOf(best)
  return best
    .flatMap((candidate) => addressesOf(candidate, houses.get(candidate.street.id) ?? [], country))
    .slice(0, most)
}

/** Each street by the reading that suits it best. */
function ranked(streets: StreetRow[], readings: Reading[]): Candidate[] {
  return streets
    .map((street) => {
      const words = readable(street)
      return readings
        .map((reading) => ({ street, reading, score: score(words, reading) }))
        .reduce((best, one) => (one.score > best.score ? one : best))
    })
    .filter((candidate) => candidate.score > 0)
    .sort((a, b) => b.score - a.score || byName(a.street.name, b.street.name))
}

async function housesOf(candidates: Candidate[]): Promise<Map<string, HouseRow[]>> {
  const wanted = candidates.filter(({ reading }) => reading.number !== null)
  const found = new Map<string, HouseRow[]>()
  if (wanted.length === 0) return found
  const rows = await sql<HouseRow>(
    `select ${HOUSE_COLUMNS} from unnest(?::uuid[], ?::int[]) as w(street_id, number)
     join addresses a on a.street_id = w.street_id and a.number = w.number
     order by a.suffix limit 200`,
    [wanted.map(({ street }) => street.id), wanted.map(({ reading }) => reading.number)]
  )
  for (const row of rows) found.set(row.streetId, [...(found.get(row.streetId) ?? []), row])
  return found
}

function addressesOf(
  { street, reading }: Candidate,
  houses: HouseRow[],
  country: Country
): FoundAddress[] {
  const { number, suffix } = reading
  if (number === null) return [streetFound(street, '', country)]
  const meant = houses.filter((house) => house.suffix.toLowerCase().startsWith(suffix))
  if (meant.length > 0) return meant.slice(0, 4).map((house) => houseFound(house, street, country))
  return [streetFound(street, numberOf(number, suffix), country)]
}
