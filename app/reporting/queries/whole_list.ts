import type { Cursor } from '#reporting/cursor'
import type { Desk, ListRequest } from '#reporting/list_request'
import { filterChoices } from '#reporting/queries/filter_choices'
import { pageOf, walkOf } from '#reporting/rows'
import { select } from '#reporting/selection'
import { understand } from '#reporting/understood'
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
  const understood = await understand(request, await filterChoices(desk.trays))
  const selection = await select(understood, desk, { isPatient: true })
  const { tray } = request
  const trays = selection.trays.filter((one) => tray === 'all' || one === tray)
  if (trays.length === 0 || selection.isPreparing) return
  let cursor = after
  for (;;) {
    const walk = walkOf({ ...understood.request, cursor }, size, null)
    const page = pageOf(selection, trays, walk)
    const rows = await sql<{ id: string; value: string }>(
      `select page.id, sorted::text as value from (${page.sql}) page
       order by sorted ${walk.order}, page.id ${walk.order}`,
      page.bindings
    )
    const last = rows.at(-1)
    if (!last) return
    cursor = { way: 'after', value: last.value, id: last.id }
    yield { ids: rows.map(({ id }) => id), cursor }
    if (rows.length < size) return
  }
}
