import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import type { Point } from '#shared/geometry'

const LINK = 'https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}'

export interface Tiles {
  url: string
  attribution: string
  /** What the page may load images from. */
  origin: string
}

/** The source of tiles; null where none is configured, and there are no maps. */
export function mapTiles(): Tiles | null {
  const url = env.get('MAP_TILES')
  if (!url || !['{z}', '{x}', '{y}'].every((part) => url.includes(part))) return null
  const { origin, protocol } = new URL(url)
  if (!/^https?:$/.test(protocol)) return null
  return { url, attribution: env.get('MAP_ATTRIBUTION') ?? '', origin }
}

/** Lets this page, and no other, show images of the source of tiles. */
export function allowTiles({ response }: HttpContext, { origin }: Tiles) {
  const policy = response.getHeader('Content-Security-Policy')
  if (typeof policy !== 'string') return
  response.header('Content-Security-Policy', policy.replace(/\bimg-src /, `img-src ${origin} `))
}

/** The source of tiles for a page that shows places; null where it shows none, or there is no source. */
export function tilesFor(ctx: HttpContext, showsPlaces: boolean): Tiles | null {
  const tiles = showsPlaces ? mapTiles() : null
  if (tiles) allowTiles(ctx, tiles)
  return tiles
}

/** Where anyone can look at a point. */
export function mapHref({ lat, lon }: Point): string {
  return (env.get('MAP_LINK') ?? LINK)
    .replaceAll('{lat}', lat.toFixed(6))
    .replaceAll('{lon}', lon.toFixed(6))
}
