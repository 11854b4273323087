import type { Point } from '#shared/geometry'
import { sql } from '#tenancy/scope'

/** The middle of the streets of the commune in scope: where its maps open. */
export async function middleOfStreets(): Promise<Point | null> {
  const [row] = await sql<{ lat: number | null; lon: number | null }>(
    `select avg(lat) as lat, avg(lon) as lon from streets`
  )
  return row && row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : null
}
