import { unreadSql } from '#dossiers/readings'
import { conditionsOf, type Fragment, sourceOf } from '#reporting/conditions'
import type { Cursor } from '#reporting/cursor'
import type { ListRequest } from '#reporting/list_request'
import type { Search } from '#reporting/search'
import { isSort, SORTS } from '#reporting/sorts'
import type { Tray } from '#reporting/trays'
import { sql } from '#tenancy/scope'

export const PAGE_SIZE = 25

/** One line of a list. */
export interface DossierRow {
  id: string
  tray: Tray
  /** Null for what was not sent. */
  reference: string | null
  demarche_title: string
  contact_name: string | null
  contact_email: string | null
  contact_phone: string | null
  state_label: string
  holder: string | null
  final: 'accepted' | 'refused' | 'dropped' | null
  service_label: string
  channel: 'online' | 'counter' | 'phone' | 'paper'
  /** When it was sent; for a draft, begun. */
  filed_at: Date
  updated_at: Date
  /** The last day of the delay that ends first, `yyyy-mm-dd`. */
  limit_on: string | null
  /** Messages of the usager that the accueil has not read. */
  unread_messages: number
  /** Nobody of the commune has opened it yet. */
  fresh: boolean
  /** Who sees to it. */
  assignee_id: string | null
  assignee: string | null
  /** It changed since the reader last opened it. */
  unread: boolean
}

export interface DossierPage {
  rows: DossierRow[]
  previous: Cursor | null
  next: Cursor | null
}

/**
 * One page of a list. Each tray is walked in the order of its index from where the page before
 * ended, and the first rows of all are merged: the cost is that of a page, not of the list.
 */
export async function dossierList(
  request: ListRequest,
  trays: readonly Tray[],
  found: Search
): Promise<DossierPage> {
  const { cursor } = request
  if (trays.length === 0) return { rows: [], previous: null, next: null }
  const { sql: query, bindings } = listQuery(request, trays, found)
  const walked = await sql<DossierRow & { sort_value: string }>(query, bindings)
  const more = walked.length > PAGE_SIZE
  const back = cursor?.way === 'before'
  // The way back reached the beginning: the first page is shown whole.
  if (back && !more) return dossierList({ ...request, cursor: null }, trays, found)

  const kept = walked.slice(0, PAGE_SIZE)
  const rows = back ? kept.reverse() : kept
  const edge = (way: Cursor['way'], row = way === 'after' ? rows.at(-1) : rows[0]) =>
    row ? { way, value: row.sort_value, id: row.id } : null
  return {
    rows,
    previous: cursor ? edge('before') : null,
    next: back || more ? edge('after') : null,
  }
}

/** The query of a page, for whoever wants its plan. */
export function listQuery(
  request: ListRequest,
  trays: readonly Tray[],
  found: Search,
  size = PAGE_SIZE + 1
): Fragment {
  const { sort, direction, cursor } = request
  const { column, type } = SORTS[isSort(sort) ? sort : 'depot']
  const forward = cursor?.way !== 'before'
  const ascending = (direction === 'asc') === forward
  const order = ascending ? 'asc' : 'desc'
  const source = sourceOf(found)
  const conditions = conditionsOf(request, found)
  const onward = cursor ? ` and (${column}, id) ${ascending ? '>' : '<'} (?::${type}, ?::uuid)` : ''

  const walk = `(select id, tray, reference, demarche_title, contact_name, contact_email, contact_phone, state_label,
      holder, final, sort_service as service_label, channel, filed_at, updated_at, limit_on::text as limit_on,
      unread_messages, assignee_id, ${column} as sorted
    from ${source.table} where tray = ?${conditions.sql}${onward}
    order by ${column} ${order}, id ${order} limit ${size})`
  const bindings = (tray: Tray) => [
    tray,
    ...conditions.bindings,
    ...(cursor ? [cursor.value, cursor.id] : []),
  ]
  return {
    sql: `${source.sql}select page.*, sorted::text as sort_value, not exists (select from journal_entries j
        where j.dossier_id = page.id and j.actor_role in ('accueil', 'superviseur')) as fresh,
        (select a.name from accounts a where a.id = page.assignee_id) as assignee,
        ${request.readerId ? unreadSql('page') : 'false'} as unread
      from (select * from (${trays.map(() => walk).join('\nunion all ')}) walked
        order by sorted ${order}, id ${order} limit ${size}) page
      order by sorted ${order}, id ${order}`,
    bindings: [
      ...source.bindings,
      ...(request.readerId ? [request.readerId] : []),
      ...trays.flatMap(bindings),
    ],
  }
}
