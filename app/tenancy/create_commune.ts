import { v7 as uuidv7 } from 'uuid'
import { forgetCommunes } from '#tenancy/commune'
import { newHostToken } from '#tenancy/hostnames'
import { asOwner, sql } from '#tenancy/scope'

export interface NewCommune {
  slug: string
  name: string
  country?: 'FR' | 'BE'
  /** INSEE (France) or NIS (Belgium) code. */
  code?: string
  /** The first one is used in mails. */
  hosts: string[]
  /** Hostnames that are not served before their owner has shown that they are theirs. */
  unverifiedHosts?: string[]
  branding?: Record<string, unknown>
  contact?: Record<string, unknown>
}

/**
 * Adds a commune and its hostnames. As the owner: the role that serves requests cannot make a commune.
 *
 * @param settle what belongs to its first moment, in its scope and in the same transaction
 * @returns its id
 * @throws where the slug or a hostname is taken
 */
export async function createCommune(
  commune: NewCommune,
  settle: (id: string) => Promise<void> = async () => {}
): Promise<string> {
  const id = uuidv7()
  await asOwner(id, async () => {
    await sql(
      `insert into communes (id, slug, name, country, code, branding, contact)
       values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)`,
      [
        id,
        commune.slug,
        commune.name,
        commune.country ?? 'FR',
        commune.code ?? null,
        JSON.stringify(commune.branding ?? {}),
        JSON.stringify(commune.contact ?? {}),
      ]
    )
    await sql(
      `insert into hostnames (host, commune_id, main, verified_at)
       select lower(host), ?, n = 1, now() from unnest(?::text[]) with ordinality as h(host, n)`,
      [id, commune.hosts]
    )
    for (const host of commune.unverifiedHosts ?? []) {
      await sql('insert into hostnames (host, commune_id, token) values (lower(?), ?, ?)', [
        host,
        id,
        newHostToken(),
      ])
    }
    await settle(id)
  })
  forgetCommunes()
  return id
}
