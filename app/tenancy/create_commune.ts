import { v7 as uuidv7 } from 'uuid'
import db from '@adonisjs/lucid/services/db'
import { forgetCommunes } from '#tenancy/commune'

export interface NewCommune {
  slug: string
  name: string
  country?: 'FR' | 'BE'
  /** INSEE (France) or NIS (Belgium) code. */
  code?: string
  hosts: string[]
  branding?: Record<string, unknown>
  contact?: Record<string, unknown>
}

/**
 * Adds a commune and its hostnames, the first of which its mails use. As the owner: the role that
 * serves requests cannot make a commune.
 *
 * @returns its id
 * @throws where the slug or a hostname is taken
 */
export async function createCommune(commune: NewCommune): Promise<string> {
  const id = uuidv7()
  await db.connection('owner').transaction(async (trx) => {
    await trx.rawQuery(`select set_config('app.commune_id', ?, true)`, [id])
    await trx.rawQuery(
      `insert into communes (id, slug, name, country, code, branding, contact)
       values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)`,
      [
        id,
        commune.slug,
        commune.name,
        commune.country ?? 'FR',
        (commune.code ?? null) as string,
        JSON.stringify(commune.branding ?? {}),
        JSON.stringify(commune.contact ?? {}),
      ]
    )
    await trx.rawQuery(
      `insert into hostnames (host, commune_id, main)
       select lower(host), ?, n = 1 from unnest(?::text[]) with ordinality as h(host, n)`,
      [id, commune.hosts]
    )
  })
  forgetCommunes()
  return id
}
