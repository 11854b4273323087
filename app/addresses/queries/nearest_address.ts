import {
  type Country,
  type FoundAddress,
  HOUSE_COLUMNS,
  houseFound,
  type HouseRow,
  STREET_COLUMNS,
  type StreetRow,
} from '#addresses/found'
import { boxAround, metresBetween, type Point } from '#shared/geometry'
import { sql } from '#tenancy/scope'

/** Further away, an address says nothing of a place. */
const REACH = 150

/** The house that is nearest to a point, of those of the commune in scope. */
export async function nearestAddress(point: Point, country: Country): Promise<FoundAddress | null> {
  for (const metres of [40, REACH]) {
    const box = boxAround(point, metres)
    const houses = await sql<HouseRow>(
      `select ${HOUSE_COLUMNS} from addresses a
       where a.lat between ? and ? and a.lon between ? and ? limit 500`,
      [box.south, box.north, box.west, box.east]
    )
    const distance = (house: HouseRow) => metresBetween(point, house as Point)
    const [nearest] = houses.sort((one, other) => distance(one) - distance(other))
    if (!nearest) continue
    const [street] = await sql<StreetRow>(
      `select ${STREET_COLUMNS} from streets s where s.id = ?`,
      [nearest.streetId]
    )
    return street ? houseFound(nearest, street, country) : null
  }
  return null
}
