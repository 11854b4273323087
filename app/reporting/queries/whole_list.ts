import type { Cursor } from '#reporting/cursor'
import type { Desk, ListRequest } from '#reporting/list_request'
import { listQuery } from '#reporting/queries/dossier_list'
import { search } from '#reporting/search'
import { sql } from '#tenancy/scope'

/**
 * All the dossiers of a list in its order, some at a time: what is held in memory is one batch.
 * Each begins where the one before ended, in one transaction or in several.
 *
 * @param after where to begin: the `cursor` of the batch before
 */
export async function* wholeList(
  request: ListRequest,
  desk: Desk,
  size = 1000,
  after: Cursor | null = null
): AsyncGenerator<{ ids: string[]; cursor: Cursor }> {
  const found = await search(request.typed)
  const trays = request.tray === 'all' ? desk.trays : [request.tray]
  let cursor = after
  for (;;) {
    const { sql: query, bindings } = listQuery({ ...request, cursor }, trays, found, size)
    const rows = await sql<{ id: string; sort_value: string }>(query, bindings)
    const last = rows.at(-1)
    if (!last) return
    cursor = { way: 'after', value: last.sort_value, id: last.id }
    yield { ids: rows.map(({ id }) => id), cursor }
    if (rows.length < size) return
  }
}
