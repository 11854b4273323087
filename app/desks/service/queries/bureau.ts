import { type Limit, limitOf } from '#dossiers/limits'
import { sql } from '#tenancy/scope'

/** What is shown whole, up to this many. */
const MOST = 200
const DONE = 50

export interface Waiting {
  id: string
  reference: string
  demarche: string
  name: string | null
  state: string
  holder: string | null
  /** What is asked of the service. */
  purpose: 'service' | 'opinion'
  givenAt: Date
  limit: Limit | null
}

export interface Done {
  id: string
  reference: string
  demarche: string
  label: string
  at: Date
}

export interface Bureau {
  /** Those that are late first. */
  waiting: Waiting[]
  /** With the usager, who was asked for a correction by this service. */
  elsewhere: Waiting[]
  late: number
  done: Done[]
  /** What it did in the last thirty days. */
  doneLately: number
}

/** What was transferred to a service: what waits, what is late, what it did; nothing else of the commune. */
export async function bureauOf(serviceId: string, today: string): Promise<Bureau> {
  const rows = await sql<Waiting & { limit_on: string | null }>(
    `select d.id, d.reference, d.demarche_title as demarche, d.contact_name as name,
       d.state_label as state, d.holder, l.purpose, l.given_at as "givenAt",
       to_char(d.limit_on, 'YYYY-MM-DD') as limit_on
     from (select dossier_id, min(created_at) as given_at,
           case when bool_or(purpose = 'service') then 'service' else 'opinion' end as purpose
         from liens where service_id = ? and purpose in ('service', 'opinion') and revoked_at is null
         group by dossier_id) l
     join dossiers d on d.id = l.dossier_id
     where d.closed_at is null and d.submitted_at is not null
     order by d.sort_limit, l.given_at, d.id limit ?`,
    [serviceId, MOST]
  )
  const all = rows.map(({ limit_on: day, ...row }) => ({
    ...row,
    limit: day === null ? null : limitOf(day, today),
  }))
  const waiting = all.filter(({ holder }) => holder !== 'usager')
  const done = await sql<Done>(
    `select d.id, d.reference, d.demarche_title as demarche, j.label, j.at
     from journal_entries j join dossiers d on d.id = j.dossier_id
     where j.actor_role = 'service' and j.actor_id = ? and j.to_state is not null
     order by j.at desc limit ?`,
    [serviceId, DONE]
  )
  const [lately] = await sql<{ count: number }>(
    `select count(*)::int as count from journal_entries
     where actor_role = 'service' and actor_id = ? and to_state is not null
       and at > now() - interval '30 days'`,
    [serviceId]
  )
  return {
    waiting,
    elsewhere: all.filter(({ holder }) => holder === 'usager'),
    late: waiting.filter(({ limit }) => limit && limit.days < 0).length,
    done,
    doneLately: lately!.count,
  }
}
