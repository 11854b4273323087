import type { Desk, ListRequest } from '#reporting/list_request'
import { wholeList } from '#reporting/queries/whole_list'

/** The dossiers of a whole list, the oldest first, as far as `most`. */
export async function dossierIds(request: ListRequest, desk: Desk, most: number) {
  const oldest = { ...request, sort: 'depot', direction: 'asc', cursor: null } as const
  for await (const { ids } of wholeList(oldest, desk, most)) return ids
  return []
}
