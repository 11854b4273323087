import { DateTime } from 'luxon'
import type { Channel } from '#dossiers/dossier'
import {
  type Column,
  columnsFrom,
  isPath,
  questionOf,
  type QuestionColumn,
} from '#reporting/columns'
import { type Cursor, readCursor, UUID, writeCursor } from '#reporting/cursor'
import { isSort, type Sort } from '#reporting/sorts'
import { type Tray, type View, viewOf, VIEWS } from '#reporting/trays'

/** What a desk may list, and what it lists when nothing is asked. */
export interface Desk {
  trays: readonly Tray[]
  tray: Tray | 'all'
  /** The saved view that opens where nothing is asked; the list of the desk has then to be asked for. */
  opening?: string | null
  /** The account in front of it: whose « à moi » and « non lus » these are. */
  readerId?: string
}

/** How an answer has to be. What it is compared with depends on the type of its question. */
export interface AnswerFilter {
  /** Of the form of the démarche that the list is filtered by, `page.question`. */
  path: string
  /** As typed: an option by its value, `oui` or `non`, words. */
  is?: string
  /** As typed: a number, or a day `yyyy-mm-dd`; both bounds belong to it. */
  from?: string
  until?: string
}

/** How the addresses name what runs out: over, within a week, no delay at all. */
export const DELAYS = ['depassee', 'proche', 'aucune'] as const
export type Delay = (typeof DELAYS)[number]

const CHANNELS = {
  'en-ligne': 'online',
  'guichet': 'counter',
  'telephone': 'phone',
  'courrier': 'paper',
} as const satisfies Record<string, Channel>

export const CHANNEL_NAMES = Object.keys(CHANNELS)

/** A list as its address asks for it. */
export interface ListRequest {
  tray: Tray | 'all'
  /** A question only of the démarche that the list is filtered by. */
  sort: Sort | QuestionColumn
  direction: 'asc' | 'desc'
  /** What is searched, as typed. */
  typed: string
  demarcheId?: string
  stateLabel?: string
  serviceId?: string
  /** First and last day of deposit, `yyyy-mm-dd`. */
  from?: string
  until?: string
  /** First and last day of the last change. */
  activeFrom?: string
  activeUntil?: string
  channel?: Channel
  delay?: Delay
  /** Only those with messages of the usager that the accueil has not read. */
  unreadMessages?: boolean
  /** Who sees to them: an account by its id, the reader, or nobody. */
  assignee?: string
  /** Only those that changed since the reader last opened them. */
  unread?: boolean
  readerId?: string
  /** Only where `demarcheId` is. */
  answers: AnswerFilter[]
  /** Which and in which order; null for the usual ones. */
  columns: Column[] | null
  /** The saved view from which it came. */
  viewId?: string
  cursor: Cursor | null
}

/** How an address says who sees to a dossier, besides by an id. */
export const ME = 'moi'
export const NOBODY = 'personne'
const ASSIGNEE = new RegExp(`^(?:${ME}|${NOBODY}|${UUID.source.slice(1, -1)})$`, 'i')

type Query = Record<string, unknown>

const LONGEST = 200
const MOST_ANSWERS = 20

/**
 * Reads the address of a list. What is not understood is left out: an old bookmark still opens
 * a list.
 */
export function readListRequest(query: Query, desk: Desk): ListRequest {
  const text = (name: string, longest = LONGEST) => textOf(query[name], longest)
  const matching = (name: string, shape: RegExp) => text(name).match(shape)?.[0]
  const day = (name: string) => dayIn(text(name))
  const view = Object.hasOwn(VIEWS, text('vue')) ? VIEWS[text('vue') as View] : desk.tray
  const demarcheId = matching('demarche', UUID)?.toLowerCase()
  const { sort, direction } = readSort(text('tri', 400), demarcheId)
  const channel = text('canal')

  return {
    tray: view === 'all' || desk.trays.includes(view) ? view : desk.tray,
    sort,
    direction,
    typed: text('q'),
    demarcheId,
    stateLabel: text('etat') || undefined,
    serviceId: matching('service', UUID),
    from: day('du'),
    until: day('au'),
    activeFrom: day('actif_du'),
    activeUntil: day('actif_au'),
    channel: Object.hasOwn(CHANNELS, channel)
      ? CHANNELS[channel as keyof typeof CHANNELS]
      : undefined,
    delay: DELAYS.find((delay) => delay === text('delai')),
    unreadMessages: text('messages') === 'non-lus' || undefined,
    assignee: matching('qui', ASSIGNEE),
    unread: text('non_lus') === '1' || undefined,
    readerId: desk.readerId,
    answers: demarcheId ? readAnswers(query.r) : [],
    columns: readColumns(query),
    viewId: matching('v', UUID)?.toLowerCase(),
    cursor: readCursor(text('page', 1000), sort),
  }
}

/** The address of a list, without what goes without saying. */
export function listAddress(path: string, request: ListRequest, desk: Desk): string {
  const { direction, cursor, columns } = request
  const order = `${direction === 'desc' ? '-' : ''}${request.sort}`
  const pairs: [string, string | null | undefined][] = [
    ['v', request.viewId],
    ['vue', request.tray === desk.tray ? '' : viewOf(request.tray)],
    ['tri', order === 'depot' ? '' : order],
    ['q', request.typed],
    ['demarche', request.demarcheId],
    ['etat', request.stateLabel],
    ['service', request.serviceId],
    ['du', request.from],
    ['au', request.until],
    ['actif_du', request.activeFrom],
    ['actif_au', request.activeUntil],
    ['canal', request.channel && channelName(request.channel)],
    ['delai', request.delay],
    ['messages', request.unreadMessages ? 'non-lus' : ''],
    ['qui', request.assignee],
    ['non_lus', request.unread ? '1' : ''],
    ...request.answers.flatMap(answerPairs),
    ['colonnes', columns?.join(',')],
    ['page', cursor && writeCursor(cursor)],
  ]
  const query = pairs.filter((pair): pair is [string, string] => Boolean(pair[1]))
  if (query.length === 0 && desk.opening) query.push(['vue', viewOf(request.tray)])
  return query.length ? `${path}?${new URLSearchParams(query)}` : path
}

/** The request of an address that `listAddress` wrote, as a saved view keeps it. */
export function readListAddress(address: string, desk: Desk): ListRequest {
  return readListRequest(queryOf(address), desk)
}

/** What narrows a list, besides its tray. */
export function isFiltered(request: ListRequest): boolean {
  return Boolean(request.typed || request.answers.length || filtersOf(request).length)
}

const FILTERS = [
  'demarcheId',
  'stateLabel',
  'serviceId',
  'from',
  'until',
  'activeFrom',
  'activeUntil',
  'channel',
  'delay',
  'unreadMessages',
  'assignee',
  'unread',
] as const satisfies (keyof ListRequest)[]

/** The names of the filters by what every dossier has that are set. */
export function filtersOf(request: ListRequest) {
  return FILTERS.filter((name) => request[name])
}

export function channelName(channel: Channel): string {
  return Object.keys(CHANNELS).find((name) => CHANNELS[name as keyof typeof CHANNELS] === channel)!
}

function textOf(value: unknown, longest = LONGEST): string {
  if (typeof value !== 'string') return ''
  return value.replaceAll('\0', '').toWellFormed().trim().slice(0, longest).toWellFormed().trim()
}

function dayIn(text: string): string | undefined {
  return /^[12]\d{3}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text).isValid ? text : undefined
}

function readSort(text: string, demarcheId?: string): Pick<ListRequest, 'sort' | 'direction'> {
  const [, minus, name = ''] = text.match(/^(-?)(.*)$/s)!
  const asked = questionOf(name)
  const isKnown = asked ? asked.demarcheId === demarcheId : isSort(name)
  return {
    sort: isKnown ? (name as ListRequest['sort']) : 'depot',
    direction: isKnown && minus ? 'desc' : 'asc',
  }
}

/** `r[page.question]=…`, or its bounds `r[page.question][de]` and `[a]`. */
function readAnswers(bag: unknown): AnswerFilter[] {
  if (typeof bag !== 'object' || bag === null || Array.isArray(bag)) return []
  return Object.entries(bag)
    .filter(([path]) => isPath(path))
    .map(([path, value]) => {
      if (typeof value === 'string') return { path, is: textOf(value) || undefined }
      const bound = (name: string) => textOf((value as Query | null)?.[name], 40) || undefined
      return { path, from: bound('de'), until: bound('a') }
    })
    .filter(({ is, from, until }: AnswerFilter) => is || from || until)
    .slice(0, MOST_ANSWERS)
}

function answerPairs({ path, is, from, until }: AnswerFilter): [string, string | undefined][] {
  return [
    [`r[${path}]`, is],
    [`r[${path}][de]`, from],
    [`r[${path}][a]`, until],
  ]
}

/**
 * Names apart by commas, or boxes that were ticked. A button beside a box moves its column:
 * `monter` or `descendre`.
 */
function readColumns(query: Query): Column[] | null {
  const { colonnes } = query
  const given =
    typeof colonnes === 'string'
      ? colonnes.slice(0, 4000).split(',')
      : Object.values(colonnes ?? {}).filter((one) => typeof one === 'string')
  const chosen = given.slice(0, 200)
  for (const [name, by] of [
    ['monter', -1],
    ['descendre', 1],
  ] as const) {
    const at = chosen.indexOf(textOf(query[name], 400))
    const [moved] = at < 0 ? [] : chosen.splice(at, 1)
    if (moved) chosen.splice(Math.max(0, at + by), 0, moved)
  }
  return columnsFrom(chosen)
}

/** A query as the body parser would read it, as far as a list needs. */
function queryOf(address: string): Query {
  const query: Query = {}
  const answers: Query = {}
  for (const [name, value] of new URLSearchParams(address.split('?')[1] ?? '')) {
    const [, path, bound] = /^r\[([^\]]+)\](?:\[(de|a)\])?$/.exec(name) ?? []
    if (!path) query[name] = value
    else if (!bound) answers[path] = value
    else answers[path] = { ...(answers[path] as Query | undefined), [bound]: value }
  }
  return { ...query, r: answers }
}
