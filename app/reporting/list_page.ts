import { DateTime } from 'luxon'
import { type Limit, limitOf } from '#dossiers/limits'
import { dayOf } from '#dossiers/take_step'
import { placeQuery } from '#reporting/list_place'
import {
  type Desk,
  isFiltered,
  listAddress,
  type ListRequest,
  ME,
  NOBODY,
} from '#reporting/list_request'
import { dossierList, type DossierRow } from '#reporting/queries/dossier_list'
import { filterChoices, type FilterChoices } from '#reporting/queries/filter_choices'
import { type Count, trayCounts } from '#reporting/queries/tray_counts'
import { search } from '#reporting/search'
import { type Sort, SORTS } from '#reporting/sorts'
import { type Tray, type View, viewOf } from '#reporting/trays'

/** A list of dossiers as `components/list/dossiers.edge` shows it; every way on is a link. */
export interface ListPage {
  request: ListRequest
  rows: (DossierRow & { limit: Limit | null })[]
  tabs: { view: View; href: string; current: boolean; count: Count }[]
  heads: Record<Sort, { href: string; direction?: 'ascending' | 'descending' }>
  choices: FilterChoices
  /** What the form of the filters keeps of the address. */
  kept: { name: string; value: string }[]
  total: Count
  /** The address of the whole list, from its beginning. */
  address: string
  /** What the addresses of its dossiers end in, so that they lead back here. */
  place: string
  /** The same list narrowed to what is the reader's, nobody's or not read; or no longer. */
  toggles: { name: 'mine' | 'free' | 'unread'; href: string; current: boolean }[]
  reset: string | null
  previous: string | null
  next: string | null
}

/**
 * Reads the list that an address asks for.
 *
 * @param path of the list, without a query
 */
export async function listPage(path: string, request: ListRequest, desk: Desk): Promise<ListPage> {
  const found = await search(request.typed)
  const trays = request.tray === 'all' ? desk.trays : [request.tray]
  const counts = await trayCounts(request, desk.trays, found)
  // A tray in which nothing meets the filters would be walked from end to end to learn it.
  const filled = trays.filter((tray) => counts[tray].count > 0)
  const page = await dossierList(request, filled, found)
  const choices = await filterChoices(desk.trays)

  const to = (changes: Partial<ListRequest>) =>
    listAddress(path, { ...request, cursor: null, ...changes }, desk)
  const tabs = tabsOf(desk).map((tray) => ({
    view: viewOf(tray),
    href: to({ tray }),
    current: tray === request.tray,
    count: counts[tray],
  }))
  const heads = Object.fromEntries(
    (Object.keys(SORTS) as Sort[]).map((sort) => [sort, headOf(sort, request, to)])
  ) as ListPage['heads']
  const { tray, sort, direction, columns, viewId } = request
  const today = dayOf(DateTime.now())
  const nothing = { typed: '', answers: [], cursor: null }
  const bare = listAddress(path, { tray, sort, direction, columns, viewId, ...nothing }, desk)
  return {
    request,
    rows: page.rows.map((row) => ({
      ...row,
      limit: row.limit_on ? limitOf(row.limit_on, today) : null,
    })),
    tabs,
    heads,
    choices,
    kept: [...new URLSearchParams(bare.split('?')[1])].map(([name, value]) => ({ name, value })),
    total: counts[request.tray],
    address: to({}),
    place: placeQuery(request, desk),
    toggles: desk.readerId ? togglesOf(request, to) : [],
    reset: isFiltered(request) ? bare : null,
    previous: page.previous && to({ cursor: page.previous }),
    next: page.next && to({ cursor: page.next }),
  }
}

/** What is in its default view comes first; drafts, which nobody treats, before the last. */
function tabsOf({ trays }: Desk): (Tray | 'all')[] {
  const sent = trays.filter((tray) => tray !== 'draft')
  return [...sent, ...(trays.includes('draft') ? ['draft' as const] : []), 'all']
}

function togglesOf(
  { assignee, unread }: ListRequest,
  to: (changes: Partial<ListRequest>) => string
): ListPage['toggles'] {
  const given = (name: 'mine' | 'free', whom: string) => ({
    name,
    href: to({ assignee: assignee === whom ? undefined : whom }),
    current: assignee === whom,
  })
  return [
    given('mine', ME),
    given('free', NOBODY),
    { name: 'unread', href: to({ unread: unread ? undefined : true }), current: Boolean(unread) },
  ]
}

/** A second click on the column that sorts turns its order round. */
function headOf(
  sort: Sort,
  { sort: current, direction }: ListRequest,
  to: (changes: Partial<ListRequest>) => string
) {
  if (sort !== current) return { href: to({ sort, direction: 'asc' }) }
  return {
    href: to({ sort, direction: direction === 'asc' ? 'desc' : 'asc' }),
    direction: direction === 'asc' ? ('ascending' as const) : ('descending' as const),
  }
}
