import { Resolver } from 'node:dns/promises'
import { forgetCommunes } from '#tenancy/commune'
import { isOurs, newHostToken } from '#tenancy/hostnames'
import { type OperatorActor, recordEntry } from '#tenancy/operator_entries'
import { enqueueForPlatform } from '#tenancy/platform_jobs'
import { asOwner, sql } from '#tenancy/scope'

/** Where the owner of a hostname shows that it is theirs: a TXT record with the token, nothing else. */
export const recordOf = (host: string) => `_guichet.${host}`

interface Subject {
  communeId: string
  communeName: string
  host: string
}

/** Gives a commune one more hostname, served at once only if it is the platform's own. */
export async function addHostname({ communeId, communeName, host }: Subject, by: OperatorActor) {
  try {
    await asOwner(communeId, async () => {
      await sql(
        `insert into hostnames (host, commune_id, token, verified_at)
         values (?, ?, ?, case when ? then now() end)`,
        [host, communeId, newHostToken(), isOurs(host)]
      )
      const details = [{ what: 'Adresse', after: host }]
      const about = { aboutId: communeId, aboutLabel: communeName }
      await recordEntry({ label: 'Adresse ajoutée', ...about, details }, by)
    })
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return { type: 'taken' as const }
    throw error
  }
  forgetCommunes()
  return { type: 'added' as const }
}

/** The main one stays: mails need it. @returns whether it was removed */
export function removeHostname(subject: Subject, by: OperatorActor): Promise<boolean> {
  return changed(subject, 'Adresse retirée', by, () =>
    sql('delete from hostnames where host = ? and commune_id = ? and not main returning 1', [
      subject.host,
      subject.communeId,
    ])
  )
}

/** Lets mails use it, once it is served. @returns whether they do */
export function makeMain(subject: Subject, by: OperatorActor): Promise<boolean> {
  return changed(subject, 'Adresse principale choisie', by, async () => {
    const [found] = await sql(
      'select 1 from hostnames where host = ? and commune_id = ? and verified_at is not null for update',
      [subject.host, subject.communeId]
    )
    if (!found) return []
    await sql('update hostnames set main = false where commune_id = ? and main', [
      subject.communeId,
    ])
    return sql('update hostnames set main = true where host = ? returning 1', [subject.host])
  })
}

/** Has the worker look into the DNS. */
export function askForCheck({ host, communeId }: Subject): Promise<boolean> {
  return asOwner(communeId, async () => {
    const rows = await sql(
      'select 1 from hostnames where host = ? and commune_id = ? and verified_at is null',
      [host, communeId]
    )
    if (rows.length > 0) await enqueueForPlatform('check_hostname', { host }, `hostname:${host}`)
    return rows.length > 0
  })
}

async function changed(
  { communeId, communeName, host }: Subject,
  label: string,
  by: OperatorActor,
  write: () => Promise<unknown[]>
): Promise<boolean> {
  const done = await asOwner(communeId, async () => {
    const rows = await write()
    const details = [{ what: 'Adresse', after: host }]
    if (rows.length > 0) {
      await recordEntry({ label, aboutId: communeId, aboutLabel: communeName, details }, by)
    }
    return rows.length > 0
  })
  forgetCommunes()
  return done
}

type ResolveTxt = (name: string) => Promise<string[][]>

const usual = new Resolver({ timeout: 4000, tries: 2 })

/** Looks for the token of a hostname in the DNS, between two transactions; what it finds is told on its line. */
export class CheckHostname {
  constructor(private resolveTxt: ResolveTxt = (name) => usual.resolveTxt(name)) {}

  /** @returns whether it is served from now on */
  async handle(host: string): Promise<boolean> {
    const [row] = await asOwner(null, () =>
      sql<{ token: string }>('select token from hostnames where host = ? and verified_at is null', [
        host,
      ])
    )
    if (!row) return false
    const problem = await this.#problem(host, row.token)
    await asOwner(null, async () => {
      const [kept] = await sql<{ id: string; name: string }>(
        `update hostnames h set checked_at = now(), problem = ?, verified_at = case when ? then now() end
         from communes c where c.id = h.commune_id and h.host = ? and h.token = ?
         returning c.id, c.name`,
        [problem, problem === null, host, row.token]
      )
      if (problem !== null || !kept) return
      const details = [{ what: 'Adresse', after: host }]
      await recordEntry(
        { label: 'Adresse vérifiée', aboutId: kept.id, aboutLabel: kept.name, details },
        { id: null, name: 'Automatique' }
      )
    })
    forgetCommunes()
    return problem === null
  }

  async #problem(host: string, token: string): Promise<'absent' | 'wrong' | 'unreachable' | null> {
    try {
      const records = (await this.resolveTxt(recordOf(host))).map((parts) => parts.join('').trim())
      if (records.includes(token)) return null
      return records.length > 0 ? 'wrong' : 'absent'
    } catch (error) {
      const { code = '' } = error as { code?: string }
      return ['ENOTFOUND', 'ENODATA'].includes(code) ? 'absent' : 'unreachable'
    }
  }
}

/** Those that wait, so that whoever changed the DNS need not come back: for a month, and not for ever. */
export async function hostnamesToCheck(): Promise<string[]> {
  const rows = await asOwner(null, () =>
    sql<{ host: string }>(
      `select host from hostnames where verified_at is null and created_at > now() - interval '30 days'
       order by checked_at nulls first limit 50`
    )
  )
  return rows.map(({ host }) => host)
}
