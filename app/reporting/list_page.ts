import { DateTime } from 'luxon'
import { type Limit, limitOf } from '#dossiers/limits'
import { dayOf } from '#dossiers/day'
import type Account from '#identity/account'
import { type Chip, chipsOf } from '#reporting/chips'
import type { DeskName } from '#reporting/desks'
import { placeQuery } from '#reporting/list_place'
import {
  channelName,
  type Desk,
  isFiltered,
  listAddress,
  type ListRequest,
  ME,
  NOBODY,
} from '#reporting/list_request'
import { answerCells } from '#reporting/queries/answer_cells'
import { dossierList, type DossierRow } from '#reporting/queries/dossier_list'
import { filterChoices, type FilterChoices } from '#reporting/queries/filter_choices'
import { type Count, trayCounts } from '#reporting/queries/tray_counts'
import type { ListedQuestion } from '#reporting/questions'
import { select, within } from '#reporting/selection'
import {
  type OfferedColumn,
  offeredColumns,
  type ShownColumn,
  shownColumns,
} from '#reporting/shown_columns'
import { isSort } from '#reporting/sorts'
import { type Tray, type View, viewOf } from '#reporting/trays'
import { type Gone, understand } from '#reporting/understood'
import { openList, type ViewsShown, viewsShown } from '#reporting/views_shown'

/** A list of dossiers as `components/list/dossiers.edge` shows it; every way on is a link. */
export interface ListPage {
  request: ListRequest
  rows: (DossierRow & { limit: Limit | null; answers: Record<string, string> })[]
  tabs: { view: View; href: string; current: boolean; count: Count }[]
  views: ViewsShown
  columns: ShownColumn[]
  offered: OfferedColumn[]
  choices: FilterChoices
  /** How addresses name the channel that filters. */
  channel: string | null
  /** Those that filter, of the démarche that was chosen. */
  questions: (ListedQuestion & { set: ListRequest['answers'][number] | null })[]
  chips: Chip[]
  /** What it asked for and is no more. */
  gone: (Gone | 'view')[]
  /** What the form of the filters keeps of the address; and that of the columns. */
  kept: Field[]
  keptByColumns: Field[]
  usualColumns: string
  /** The columns are being chosen: what opens stays open. */
  settling: boolean
  total: Count
  /** Answers are being gathered to be sorted and filtered by: nothing is shown until they are. */
  isPreparing: boolean
  /** The words that were searched, where those that were typed are in no dossier. */
  instead: string | null
  /** The page ends short, since so much was looked through for it. */
  isCut: boolean
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

interface Field {
  name: string
  value: string
}

/**
 * Reads the list that an address asks for at a desk.
 *
 * @param query of the address
 * @param only the dossiers of which rows are wanted, and no others; its counts are those of all
 */
export async function listPage(
  name: DeskName,
  query: Record<string, unknown>,
  account: Account,
  only?: string[]
): Promise<ListPage> {
  const opened = await openList(name, query, account)
  const { desk } = opened
  const choices = await filterChoices(desk.trays)
  const understood = await understand(opened.request, choices)
  const { request, columns, questions, gone } = understood

  const selection = await select(understood, desk)
  const counts = await trayCounts(selection, desk.trays)
  const { tray: asked } = request
  const filled = selection.trays.filter(
    (tray) => (asked === 'all' || asked === tray) && (counts[tray].count > 0 || counts[tray].more)
  )
  const page = await dossierList(only ? within(selection, only) : selection, filled)
  const cells = await answerCells(
    page.rows.map(({ id }) => id),
    columns
  )

  const to = (changes: Partial<ListRequest>) =>
    listAddress(desk.path, { ...request, cursor: null, ...changes }, desk)
  const bare = withoutFilters(request)
  const today = dayOf(DateTime.now())
  return {
    request,
    rows: page.rows.map((row) => ({
      ...row,
      limit: row.limit_on ? limitOf(row.limit_on, today) : null,
      answers: cells.get(row.id) ?? {},
    })),
    tabs: tabsOf(desk).map((tray) => ({
      view: viewOf(tray),
      href: to({ tray }),
      current: tray === request.tray,
      count: counts[tray],
    })),
    views: viewsShown({ ...opened, request }, account),
    columns: shownColumns(understood, to),
    offered: offeredColumns(understood, choices.demarches),
    choices,
    channel: request.channel ? channelName(request.channel) : null,
    questions: questions
      .filter(({ filter }) => filter)
      .map((question) => ({
        ...question,
        set: request.answers.find(({ path }) => path === question.path) ?? null,
      })),
    chips: chipsOf(request, choices, questions, to),
    gone: [...gone, ...(opened.isViewGone ? ['view' as const] : [])],
    kept: fieldsOf(
      listAddress('', { ...bare, sort: request.sort, direction: request.direction }, desk)
    ),
    keptByColumns: fieldsOf(to({ columns: null })),
    usualColumns: to({ columns: null }),
    settling: query.reglage === 'colonnes',
    total: counts[request.tray],
    isPreparing: selection.isPreparing,
    isCut: page.isCut,
    instead: page.rows.length > 0 ? (selection.instead ?? null) : null,
    address: to({}),
    place: placeQuery(request, desk),
    toggles: togglesOf(request, to),
    reset: isFiltered(request) ? listAddress(desk.path, bare, desk) : null,
    previous: page.previous && to({ cursor: page.previous }),
    next: page.next && to({ cursor: page.next }),
  }
}

/** What is left of a list without all that narrows it. */
function withoutFilters({
  sort,
  direction,
  tray,
  columns,
  viewId,
  readerId,
}: ListRequest): ListRequest {
  const order = isSort(sort) ? { sort, direction } : ({ sort: 'depot', direction: 'asc' } as const)
  return { ...order, tray, columns, viewId, readerId, typed: '', answers: [], cursor: null }
}

const fieldsOf = (address: string): Field[] =>
  [...new URLSearchParams(address.split('?')[1])].map(([name, value]) => ({ name, value }))

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
