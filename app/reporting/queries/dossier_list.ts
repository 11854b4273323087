import { unreadSql } from '#dossiers/readings'
import type { Fragment } from '#reporting/conditions'
import type { Cursor } from '#reporting/cursor'
import { CONTACT, pageOf, reachOf, type Walk, walkOf } from '#reporting/rows'
import type { Selection } from '#reporting/selection'
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
  /** So many rows were looked at that it ends here, short of a page: there may be more. */
  isCut: boolean
}

type Row = DossierRow & { sort_value: string }

/**
 * One page of a list: its cost is that of a page, not of the list.
 *
 * @param trays in which some of it may lie
 */
export async function dossierList(
  selection: Selection,
  trays: readonly Tray[]
): Promise<DossierPage> {
  const { request } = selection
  const { cursor } = request
  if (trays.length === 0) return { rows: [], previous: null, next: null, isCut: false }
  const walk = walkOf(request, PAGE_SIZE + 1)
  const page = await rowsAlong(selection, trays, walk)
  const more = page.rows.length > PAGE_SIZE
  const back = cursor?.way === 'before'
  // The way back reached the beginning: the first page is shown whole.
  if (back && !more && !page.end) {
    return dossierList({ ...selection, request: { ...request, cursor: null } }, trays)
  }

  const kept = page.rows.slice(0, PAGE_SIZE)
  const rows = back ? kept.reverse() : kept
  const edge = (way: Cursor['way'], row = way === 'after' ? rows.at(-1) : rows[0]) =>
    row ? { way, value: row.sort_value, id: row.id } : null
  const onward = page.end && { way: walk.cursor?.way ?? ('after' as const), ...page.end }
  return {
    rows,
    previous: back && onward ? onward : cursor ? edge('before') : null,
    next: !back && onward ? onward : back || more ? edge('after') : null,
    isCut: onward !== null,
  }
}

/** The rows of a page, and where the walk ended that looked at as many as it may. */
async function rowsAlong(
  selection: Selection,
  trays: readonly Tray[],
  walk: Walk
): Promise<{ rows: Row[]; end: { value: string; id: string } | null }> {
  const read = async (one: Walk) => {
    const { sql: query, bindings } = pageQuery(selection, trays, one)
    return sql<Row>(query, bindings)
  }
  const rows = await read(walk)
  const reach = rows.length < walk.size ? reachOf(selection, trays, walk) : null
  if (!reach) return { rows, end: null }
  const [end] = await sql<{ value: string; id: string }>(reach.sql, reach.bindings)
  if (!end) return { rows, end: null }
  // What one tray holds further on may come after what another was not looked through for.
  return { rows: trays.length > 1 ? await read({ ...walk, until: end }) : rows, end }
}

/** The query of a page, for whoever wants its plan. */
export function pageQuery(selection: Selection, trays: readonly Tray[], walk: Walk): Fragment {
  const { readerId } = selection.request
  const { order } = walk
  const page = pageOf(selection, trays, walk)
  return {
    sql: `select page.id, tray, reference, demarche_title, ${CONTACT},
        state_label, holder, final, sort_service as service_label, channel, filed_at, updated_at,
        limit_on::text as limit_on, unread_messages, assignee_id, sorted::text as sort_value,
        not exists (select from journal_entries j
          where j.dossier_id = page.id and j.actor_role in ('accueil', 'superviseur')) as fresh,
        (select a.name from accounts a where a.id = page.assignee_id) as assignee,
        ${readerId ? unreadSql('page') : 'false'} as unread
      from (${page.sql}) page order by sorted ${order}, page.id ${order}`,
    bindings: [...(readerId ? [readerId] : []), ...page.bindings],
  }
}
