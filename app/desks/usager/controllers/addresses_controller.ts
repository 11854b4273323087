import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import type { FoundAddress } from '#addresses/found'
import { findAddresses } from '#addresses/queries/find_addresses'
import { nearestAddress } from '#addresses/queries/nearest_address'

const LONGEST = 200

/**
 * From one address in a minute: several people type behind the one of a town hall. Counted in
 * memory, since each key that is pressed asks.
 */
const LIMIT = { requests: 900, duration: '1 minute' } as const

/**
 * `GET /adresses?q=`: the addresses of the commune that may be meant, `{addresses: FoundAddress[]}`.
 * `?lat=&lon=`: the one that is nearest to a point. Public, and the same for everyone: sent before
 * the session can add its cookie, and kept by browsers for a minute.
 */
export default class AddressesController {
  async index(ctx: HttpContext) {
    const { request, response, commune } = ctx
    const key = `adresses:${commune.id}:${request.ip()}`
    const mayAsk = await limiter.use('memory', LIMIT).attempt(key, () => true)
    if (!mayAsk) {
      response.header('Retry-After', '60')
      return response.status(429).json({ addresses: [] })
    }

    response.header('Cache-Control', 'public, max-age=60')
    response.json({ addresses: await asked(ctx) })
    response.finish()
  }
}

async function asked({ request, commune }: HttpContext): Promise<FoundAddress[]> {
  const { q, lat, lon } = request.qs()
  if (typeof q === 'string') return findAddresses(q.slice(0, LONGEST), commune.country)
  const point = { lat: degrees(lat, 90), lon: degrees(lon, 180) }
  if (Number.isNaN(point.lat + point.lon)) return []
  const nearest = await nearestAddress(point, commune.country)
  return nearest ? [nearest] : []
}

function degrees(typed: unknown, most: number): number {
  const known = typeof typed === 'string' && /^-?\d{1,3}(\.\d{1,15})?$/.test(typed)
  return known && Math.abs(Number(typed)) <= most ? Number(typed) : Number.NaN
}
