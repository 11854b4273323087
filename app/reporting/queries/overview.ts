import { SENT, type Tray } from '#reporting/trays'
import { sql } from '#tenancy/scope'

/** How many dossiers stand somewhere: a state, under the label that its workflow gives it. */
export interface StateCount {
  label: string
  tray: Tray
  final: 'accepted' | 'refused' | 'dropped' | null
  count: number
}

export interface DemarcheCount {
  id: string
  title: string
  total: number
  /** By the key of a state, see `stateKey`. */
  states: Record<string, number>
}

export interface Overview {
  states: (StateCount & { key: string })[]
  demarches: DemarcheCount[]
  /** Without drafts. */
  total: number
}

interface Row extends StateCount {
  demarche_id: string
  demarche_title: string
}

/**
 * All dossiers of the commune, drafts included, counted by state and by démarche; those that were
 * purged once they were closed count where they ended.
 */
export async function overview(): Promise<Overview> {
  const rows = await sql<Row>(
    `select c.demarche_id, d.title as demarche_title, c.tray, c.label, c.final, c.count
     from (select demarche_id, tray, label, final, sum(count)::int as count from (
         select demarche_id, tray, state_label as label, final, count(*)::int as count
         from dossiers group by demarche_id, tray, state_label, final
         union all
         select demarche_id, 'closed', state_label, final, count(*)
         from purges where reference is not null group by demarche_id, state_label, final) counted
       group by demarche_id, tray, label, final) c
     join demarches d on d.id = c.demarche_id
     order by d.position, d.title`
  )
  return {
    states: statesOf(rows),
    demarches: demarchesOf(rows),
    total: sum(rows.filter(({ tray }) => tray !== 'draft')),
  }
}

function statesOf(rows: Row[]): Overview['states'] {
  const groups = Map.groupBy(rows, stateKey)
  const states = [...groups].map(([key, [first, ...others]]) => {
    const { label, tray, final } = first!
    return { key, label, tray, final, count: sum([first!, ...others]) }
  })
  const order: Tray[] = ['draft', ...SENT]
  return states.sort(
    (a, b) => order.indexOf(a.tray) - order.indexOf(b.tray) || a.label.localeCompare(b.label, 'fr')
  )
}

function demarchesOf(rows: Row[]): DemarcheCount[] {
  return [...Map.groupBy(rows, ({ demarche_id: id }) => id)].map(([id, own]) => ({
    id,
    title: own[0]!.demarche_title,
    total: sum(own),
    states: Object.fromEntries(
      [...Map.groupBy(own, stateKey)].map(([key, all]) => [key, sum(all)])
    ),
  }))
}

/** Two workflows that use one label for the same thing are counted together. */
const stateKey = ({ tray, label }: Pick<StateCount, 'tray' | 'label'>) => `${tray}:${label}`

const sum = (rows: { count: number }[]) => rows.reduce((total, { count }) => total + count, 0)
