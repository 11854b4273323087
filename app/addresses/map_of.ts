import type { HttpContext } from '@adonisjs/core/http'
import { middleOfStreets } from '#addresses/queries/middle'
import { allowTiles, mapTiles } from '#shared/map'

/** What the map of a page is drawn from: nothing where the page has none, or there are no tiles. */
export async function mapOf(ctx: HttpContext, fields: string) {
  const tiles = fields.includes('data-enhance="place map"') ? mapTiles() : null
  if (!tiles) return null
  allowTiles(ctx, tiles)
  return { ...tiles, middle: await middleOfStreets() }
}
