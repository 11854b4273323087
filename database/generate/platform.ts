import { v7 as uuidv7 } from 'uuid'
import { type ReadyDemarche, readyDemarches } from '#catalogue/ready_demarches'
import { FoundCommune } from '#desks/operator/actions/found_commune'
import { sql, withCommune, withConsole } from '#tenancy/scope'
import { communeBySlug } from '#tenancy/commune'
import { Dice } from './dice.js'
import type { Order } from './fill.js'

export interface Founding {
  slug: string
  name: string
  /** Of the domain under which its host lies, `gen-1.localhost`. */
  domain: string
  /** How many démarches of the library it offers; all of them without it. */
  demarches?: number
}

const BY = { id: null, name: 'Générateur' }

/** The services that workflows of the library call for by name, and those that usually treat. */
const ALWAYS = ['Accueil', 'Voirie', 'Urbanisme', 'État civil', 'Maire']

/** A commune as an operator makes one: its services, démarches of the library, and agents of each role. */
export async function foundGenerated({ slug, name, domain, demarches }: Founding, seed: string) {
  const dice = new Dice(`${seed}:${slug}`)
  const library = await frenchLibrary()
  const offered = demarches === undefined ? library : shuffled(library, dice).slice(0, demarches)
  const services = [...new Set([...ALWAYS, ...library.map(({ service }) => service)])]
  const outcome = await withConsole(() =>
    new FoundCommune().handle(
      {
        commune: { slug, name, hosts: [`${slug}.${domain}`], contact: {} },
        services: services.map((label, n) => ({
          name: label,
          email: `service${n}@${slug}.example`,
        })),
        demarches: offered.map((ready) => ready.slug),
        admin: null,
      },
      BY
    )
  )
  if (outcome.type === 'taken') throw new Error(`There is a commune ${slug} already`)
  await withCommune(outcome.id, () => addAgents(slug))
  return outcome.id
}

/** Of nobody who could sign in: an account of a generated commune is there to be chosen and counted. */
const NO_PASSWORD = '!'

const AGENTS = [
  ['accueil', 'Anne Accueil'],
  ['accueil', 'Bruno Guichet'],
  ['accueil', 'Chloé Banque'],
  ['superviseur', 'Sylvie Superviseure'],
  ['admin', 'Adèle Administratrice'],
] as const

/** In two statements: to hash a password takes longer than all the rest. */
async function addAgents(slug: string) {
  const rows = AGENTS.map(([role, name], n) => ({
    id: uuidv7(),
    membership: uuidv7(),
    email: `${role}${n || ''}@${slug}.example`,
    name,
    role,
  }))
  await sql(
    `insert into accounts (commune_id, id, email, name, password, joined_at)
     select current_setting('app.commune_id')::uuid, r.id, r.email, r.name, ?, now()
     from jsonb_to_recordset(?::jsonb) as r (id uuid, email text, name text)`,
    [NO_PASSWORD, JSON.stringify(rows)]
  )
  await sql(
    `insert into memberships (commune_id, id, account_id, role)
     select current_setting('app.commune_id')::uuid, r.membership, r.id, r.role
     from jsonb_to_recordset(?::jsonb) as r (id uuid, membership uuid, role text)`,
    [JSON.stringify(rows)]
  )
}

/**
 * Founds what is missing of so many communes.
 *
 * @returns what each new one is to be filled with
 */
export async function generatePlatform(
  wanted: { communes: number; dossiers: number; demarches: number; seed: string },
  onProgress: (founded: number) => void
): Promise<Order[]> {
  const orders: Order[] = []
  for (let n = 1; n <= wanted.communes; n++) {
    const slug = `gen-${n}`
    if (await communeBySlug(slug)) continue
    const founding = {
      slug,
      name: `Commune ${n}`,
      domain: 'localhost',
      demarches: wanted.demarches,
    }
    const communeId = await foundGenerated(founding, wanted.seed)
    orders.push({ communeId, count: wanted.dossiers })
    onProgress(n)
  }
  return orders
}

let known: ReadyDemarche[] | null = null

async function frenchLibrary() {
  known ??= (await readyDemarches()).filter(({ country = 'FR' }) => country === 'FR')
  return known
}

function shuffled<T>(list: T[], dice: Dice): T[] {
  return list
    .map((one) => ({ one, at: dice.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
