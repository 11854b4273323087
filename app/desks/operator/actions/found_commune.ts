import { v7 as uuidv7 } from 'uuid'
import { OfferReady, prepareReady } from '#catalogue/actions/offer_ready'
import { InviteAgent } from '#dossiers/actions/invite_agent'
import { recordChange } from '#tenancy/changes'
import { createCommune, type NewCommune } from '#tenancy/create_commune'
import { type OperatorActor, recordEntry } from '#tenancy/operator_entries'
import { sql } from '#tenancy/scope'

export interface Foundation {
  commune: NewCommune
  services: { name: string; email: string }[]
  /** Of the library, by their slugs. */
  demarches: string[]
  /** Who administers it first: invited by mail. */
  admin: { name: string; email: string } | null
}

type Outcome = { type: 'founded'; id: string } | { type: 'taken'; what: 'slug' | 'host' }

/** Makes a commune with all that it begins with, in one transaction: the whole of it or nothing. */
export class FoundCommune {
  async handle(
    { commune, services, demarches, admin }: Foundation,
    by: OperatorActor
  ): Promise<Outcome> {
    await prepareReady(demarches)
    try {
      const id = await createCommune(commune, async (made) => {
        const known = await addServices(services)
        if (demarches.length > 0) await new OfferReady().handle(demarches, known)
        if (admin) await new InviteAgent().handle({ ...admin, ...ADMIN }, by)
        const label = 'Commune créée'
        await recordChange({ subject: 'home', subjectLabel: commune.name, label }, by)
        const details = [
          {
            what: 'Adresses',
            after: [...commune.hosts, ...(commune.unverifiedHosts ?? [])].join(', '),
          },
          { what: 'Services', after: String(services.length) },
          { what: 'Démarches', after: String(demarches.length) },
        ]
        await recordEntry({ label, aboutId: made, aboutLabel: commune.name, details }, by)
      })
      return { type: 'founded', id }
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (code === '23505' && constraint === 'communes_slug_key') {
        return { type: 'taken', what: 'slug' }
      }
      if (code === '23505' && constraint === 'hostnames_pkey')
        return { type: 'taken', what: 'host' }
      throw error
    }
  }
}

const ADMIN = { roles: ['admin' as const], demarcheIds: null }

async function addServices(services: Foundation['services']) {
  const rows = services.map((service, position) => ({ id: uuidv7(), position, ...service }))
  await sql(
    `insert into services (commune_id, id, name, email, position)
     select current_setting('app.commune_id')::uuid, r.id, r.name, lower(r.email), r.position
     from jsonb_to_recordset(?::jsonb) as r (id uuid, name text, email text, position integer)`,
    [JSON.stringify(rows)]
  )
  return rows.map(({ id, name }) => ({ id, label: name }))
}
