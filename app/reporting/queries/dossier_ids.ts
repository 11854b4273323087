import { conditionsOf, sourceOf } from '#reporting/conditions'
import type { Desk, ListRequest } from '#reporting/list_request'
import { search } from '#reporting/search'
import { sql } from '#tenancy/scope'

/** The dossiers of a whole list, the oldest first, as far as `most`. */
export async function dossierIds(request: ListRequest, desk: Desk, most: number) {
  const found = await search(request.typed)
  const trays = request.tray === 'all' ? desk.trays : [request.tray]
  const source = sourceOf(found)
  const conditions = conditionsOf(request, found)
  const rows = await sql<{ id: string }>(
    `${source.sql}select id from ${source.table} where tray = any(?)${conditions.sql}
     order by filed_at, id limit ${most}`,
    [...source.bindings, [...trays], ...conditions.bindings]
  )
  return rows.map(({ id }) => id)
}
