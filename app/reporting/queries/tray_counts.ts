import { allOf, type Fragment } from '#reporting/conditions'
import { found, leadOf, restOf, ROWS_OF, walkOf } from '#reporting/rows'
import { rowsOf, type Selection } from '#reporting/selection'
import type { Tray } from '#reporting/trays'
import { sql } from '#tenancy/scope'

/** How many there are, counted no further than where nobody cares any more. */
export interface Count {
  count: number
  /** There are more, or may be. */
  more: boolean
}

/** Where an index alone tells. */
const CAP = 1000
/** How many rows of a tray are looked at where each has to be compared. */
const LOOKED_AT = 400

/** How many dossiers each tray holds, under the filters and the search of a list. */
export async function trayCounts(
  selection: Selection,
  trays: readonly Tray[]
): Promise<Record<Tray | 'all', Count>> {
  const rows = await rowsCounted(selection)
  const counted = new Map(rows.map(({ tray, n, more }) => [tray, { count: n, more }]))
  const none = { count: 0, more: false }
  const counts = trays.map((tray) => [tray, counted.get(tray) ?? none] as const)
  const all = {
    count: counts.reduce((sum, [, { count }]) => sum + count, 0),
    more: counts.some(([, { more }]) => more),
  }
  const shown = ({ count, more }: Count) =>
    count >= CAP ? { count: CAP - 1, more: true } : { count, more }
  return Object.fromEntries(
    [...counts, ['all', all] as const].map(([tray, count]) => [tray, shown(count)])
  ) as Record<Tray | 'all', Count>
}

async function rowsCounted(selection: Selection) {
  if (selection.isPreparing) return []
  const { sql: query, bindings } = countQuery(selection)
  return sql<{ tray: Tray; n: number; more: boolean }>(query, bindings)
}

/** The query of the counts, for whoever wants its plan. */
export function countQuery(selection: Selection): Fragment {
  const { few, whole, conditions, trays } = selection
  if (few) {
    const source = found(selection)
    const rest = allOf(restOf(selection, few.conditions))
    return {
      sql: `with ${source.sql} select d.tray, count(*)::int as n, false as more from found d
        where d.tray = any(?::text[])${rest.sql} group by d.tray`,
      bindings: [...source.bindings, [...trays], ...rest.bindings],
    }
  }
  const each = trays.map((tray): Fragment => {
    if (whole || conditions.length === 0) {
      const rows = whole
        ? rowsOf(whole, '= ?', tray)
        : { sql: 'from dossiers d where d.tray = ?', bindings: [tray] }
      return {
        sql: `select ?::text as tray, count(*)::int as n, false as more
          from (select ${rows.sql} limit ${CAP}) counted`,
        bindings: [tray, ...rows.bindings],
      }
    }
    return lookedAt(selection, tray)
  })
  return {
    sql: each.map(({ sql: one }) => one).join('\nunion all '),
    bindings: each.flatMap(({ bindings }) => bindings),
  }
}

/** Those among the first ones of a tray, in an order, so that they are those of an index. */
function lookedAt(selection: Selection, tray: Tray): Fragment {
  const { request } = selection
  const order = walkOf({ ...request, sort: 'depot', direction: 'asc', cursor: null }, LOOKED_AT)
  const lead = leadOf(selection, order)
  const met = allOf(lead)
  const rest = allOf(restOf(selection, lead))
  return {
    sql: `select ?::text as tray, count(*) filter (where true${rest.sql})::int as n,
        count(*) = ${LOOKED_AT} as more
      from (select ${ROWS_OF('d')} from dossiers d where d.tray = ?${met.sql}
        order by d.filed_at, d.id limit ${LOOKED_AT}) d`,
    bindings: [tray, ...rest.bindings, tray, ...met.bindings],
  }
}
