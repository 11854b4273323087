import type { Tray } from '#reporting/trays'
import { sql } from '#tenancy/scope'

/** What waits somewhere. */
export interface Load {
  count: number
  /** Of them, those whose delay is over. */
  late: number
  /** When the oldest was sent. */
  oldest: Date
}

/** Who has to act on them. `unassigned`: the accueil, and no agent of it in particular. */
export type Holder =
  { type: 'agent' | 'service'; id: string } | { type: 'unassigned' } | { type: 'usager' }

export type HolderLoad = Holder & Load & { label: string | null }

export interface Workload {
  holders: HolderLoad[]
  /** How many wait in which state, under the label that its workflow gives it. */
  states: { tray: Tray; label: string; count: number }[]
  total: number
}

interface Row extends Load {
  tray: 'accueil' | 'usager' | 'service'
  state_label: string | null
  service_id: string | null
  assignee_id: string | null
  label: string | null
  is_state: boolean
}

/**
 * All that is open, by who holds it and by state, from one index and no dossier. Who has the longest
 * queue comes first.
 *
 * @param demarcheIds only these; null for all
 */
export async function workload(demarcheIds: string[] | null): Promise<Workload> {
  const rows = await sql<Row>(
    `select c.*, coalesce(s.name, a.name) as label from (
       select tray, state_label, case when tray = 'service' then service_id end as service_id,
         case when tray = 'accueil' then assignee_id end as assignee_id,
         grouping(state_label) = 0 as is_state, count(*)::int as count,
         count(*) filter (where limit_on < (now() at time zone 'Europe/Paris')::date)::int as late,
         min(filed_at) as oldest
       from dossiers where tray in ('accueil', 'usager', 'service')
         ${demarcheIds ? 'and demarche_id = any(?::uuid[])' : ''}
       group by grouping sets ((tray, state_label), (tray, case when tray = 'service' then service_id end,
         case when tray = 'accueil' then assignee_id end))) c
     left join services s on s.id = c.service_id left join accounts a on a.id = c.assignee_id
     order by c.count desc, label`,
    demarcheIds ? [demarcheIds] : []
  )
  const states = rows.filter(({ is_state: isState }) => isState)
  return {
    holders: rows.filter(({ is_state: isState }) => !isState).map(holderOf),
    states: states.map(({ tray, state_label: label, count }) => ({ tray, label: label!, count })),
    total: states.reduce((sum, { count }) => sum + count, 0),
  }
}

function holderOf({ tray, service_id: service, assignee_id: agent, ...row }: Row): HolderLoad {
  const { label, count, late, oldest } = row
  const load = { label, count, late, oldest }
  if (tray === 'usager') return { type: 'usager', ...load }
  if (tray === 'service' && service) return { type: 'service', id: service, ...load }
  return agent ? { type: 'agent', id: agent, ...load } : { type: 'unassigned', ...load }
}
