import type { Holder } from '#reporting/queries/workload'
import { sql } from '#tenancy/scope'

/** One of the dossiers that somebody holds, as it is chosen in a list. */
export interface Held {
  id: string
  reference: string
  demarche: string
  name: string | null
  state: string
  filedAt: Date
  /** Its delay is over. */
  late: boolean
}

/** What can be taken from somebody: not what waits for its usager. */
export type Giver = Exclude<Holder, { type: 'usager' }>

/** The open dossiers that they hold, the oldest first. */
export async function heldBy(holder: Giver, most: number): Promise<Held[]> {
  const { where, bindings } = conditionOf(holder)
  return sql<Held>(
    `select id, reference, demarche_title as demarche, contact_name as name, state_label as state,
       filed_at as "filedAt",
       coalesce(limit_on < (now() at time zone 'Europe/Paris')::date, false) as late
     from dossiers where ${where} order by filed_at, id limit ?`,
    [...bindings, most]
  )
}

function conditionOf(holder: Giver): { where: string; bindings: string[] } {
  switch (holder.type) {
    case 'service':
      return { where: `tray = 'service' and service_id = ?::uuid`, bindings: [holder.id] }
    case 'agent':
      return { where: `tray = 'accueil' and assignee_id = ?::uuid`, bindings: [holder.id] }
    case 'unassigned':
      return { where: `tray = 'accueil' and assignee_id is null`, bindings: [] }
  }
}
