import { conditionsOf, type Fragment, sourceOf } from '#reporting/conditions'
import type { ListRequest } from '#reporting/list_request'
import type { Search } from '#reporting/search'
import type { Tray } from '#reporting/trays'
import { sql } from '#tenancy/scope'

/** How many there are, counted no further than where nobody cares any more. */
export interface Count {
  count: number
  /** There are more. */
  more: boolean
}

const CAP = 1000
/** Where each row has to be compared with what is searched. */
const CAP_OF_WORDS = 100

/** How many dossiers each tray holds, under the filters and the search of a list. */
export async function trayCounts(
  request: ListRequest,
  trays: readonly Tray[],
  found: Search
): Promise<Record<Tray | 'all', Count>> {
  const { sql: query, bindings } = countQuery(request, trays, found)
  const rows = await sql<{ tray: Tray; n: number }>(query, bindings)
  const counted = new Map(rows.map(({ tray, n }) => [tray, n]))
  const cap = capOf(found)
  const shown = (n: number, more = n >= cap) => ({ count: more ? cap - 1 : n, more })
  const counts = trays.map((tray) => [tray, shown(counted.get(tray) ?? 0)])
  const more = rows.some(({ n }) => n >= cap)
  const all = shown(more ? cap : rows.reduce((sum, { n }) => sum + n, 0), more)
  return { ...Object.fromEntries(counts), all }
}

/** The query of the counts, for whoever wants its plan. */
export function countQuery(request: ListRequest, trays: readonly Tray[], found: Search): Fragment {
  const conditions = conditionsOf(request, found)
  if (found && 'ids' in found) {
    const source = sourceOf(found)
    return {
      sql: `${source.sql}select tray, count(*)::int as n from found
        where tray = any(?::text[])${conditions.sql} group by tray`,
      bindings: [...source.bindings, [...trays], ...conditions.bindings],
    }
  }
  // Walked in an order, so that rows to compare are those of an index and not of the whole table.
  const counted = `select ?::text as tray, count(*)::int as n from (select from dossiers
    where tray = ?${conditions.sql} order by filed_at, id limit ${capOf(found)}) counted`
  return {
    sql: trays.map(() => counted).join('\nunion all '),
    bindings: trays.flatMap((tray) => [tray, tray, ...conditions.bindings]),
  }
}

const capOf = (found: Search) => (found && 'words' in found ? CAP_OF_WORDS : CAP)
