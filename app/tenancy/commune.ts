import db from '@adonisjs/lucid/services/db'
import { LRUCache } from 'lru-cache'

/** How a commune looks and what it says of itself. */
export interface Branding {
  /** `#rrggbb`, as it was chosen: pages darken it until white on it can be read. */
  colour?: string
  /** The text of an SVG. */
  arms?: string
  /** Ids of pictures; the logo is shown rather than the arms. */
  logo?: string
  photo?: string
  /** Who took the photo. */
  credit?: string
  motto?: string
  welcome?: string
  /** For the legal notice: who answers for the site, who hosts it, who answers for personal data. */
  director?: string
  host?: string
  dpo?: string
}

export interface Contact {
  address?: string
  phone?: string
  email?: string
  hours?: string
}

export interface Commune {
  id: string
  slug: string
  name: string
  country: 'FR' | 'BE'
  /** INSEE (France) or NIS (Belgium) code. */
  code: string | null
  timezone: string
  branding: Branding
  contact: Contact
  /** Null where it is served: what its pages say instead is that it is suspended. */
  suspendedAt: Date | null
  /** The hostname that links in mails use. */
  host: string
  /** Where the logo or the arms are served, and the photo; null where the commune has none. */
  arms: string | null
  photo: string | null
}

const NONE = Symbol('no commune')
const byHost = new LRUCache<string, Commune | typeof NONE>({ max: 10_000, ttl: 10_000 })
const byId = new LRUCache<string, Commune>({ max: 10_000, ttl: 10_000 })

const SELECT = `
  select c.id, c.slug, c.name, c.country, c.code, c.timezone, c.branding, c.contact, m.host,
    c.suspended_at as "suspendedAt",
    coalesce('/images/' || (c.branding ->> 'logo'),
      '/armes.svg\\?v=' || left(md5(c.branding ->> 'arms'), 8)) as arms,
    '/images/' || (c.branding ->> 'photo') as photo
  from communes c join hostnames m on m.commune_id = c.id and m.main`

/**
 * The commune that a hostname serves, suspended or not; none by a hostname that is not verified yet.
 * Outside of any scope: this is how a scope is chosen.
 */
export async function communeByHost(host: string): Promise<Commune | null> {
  const known = byHost.get(host)
  if (known) return known === NONE ? null : known

  const { rows } = await db.connection('app').rawQuery(
    `${SELECT} join hostnames h on h.commune_id = c.id
       where h.host = ? and h.verified_at is not null`,
    [host]
  )
  byHost.set(host, rows[0] ?? NONE)
  return rows[0] ?? null
}

/** @throws where no such commune exists */
export async function communeById(id: string): Promise<Commune> {
  const known = byId.get(id)
  if (known) return known

  const { rows } = await db.connection('app').rawQuery(`${SELECT} where c.id = ?`, [id])
  if (!rows[0]) throw new Error(`No commune ${id}`)
  byId.set(id, rows[0])
  return rows[0]
}

/** For commands, which name a commune by its slug. */
export async function communeBySlug(slug: string): Promise<Commune | null> {
  const { rows } = await db.connection('app').rawQuery(`${SELECT} where c.slug = ?`, [slug])
  return rows[0] ?? null
}

/** The communes that are open. What comes by itself waits in the others until they are again. */
export async function communeIds(): Promise<string[]> {
  const { rows } = await db
    .connection('app')
    .rawQuery(`select id from communes where suspended_at is null order by id`)
  return rows.map((row: { id: string }) => row.id)
}

/** What was known of one commune, in this process: its next request reads it again. */
export function forgetCommune(id: string) {
  byId.delete(id)
  for (const [host, commune] of byHost.entries()) {
    if (commune !== NONE && commune.id === id) byHost.delete(host)
  }
}

export function forgetCommunes() {
  byHost.clear()
  byId.clear()
}
