import { DateTime } from 'luxon'
import { type Cursor, readCursor, UUID, writeCursor } from '#reporting/cursor'
import { isSort, type Sort } from '#reporting/sorts'
import { type Tray, type View, viewOf, VIEWS } from '#reporting/trays'

/** What a desk may list, and what it lists when nothing is asked. */
export interface Desk {
  trays: readonly Tray[]
  tray: Tray | 'all'
}

/** A list as its address asks for it. */
export interface ListRequest {
  tray: Tray | 'all'
  sort: Sort
  direction: 'asc' | 'desc'
  /** What is searched, as typed. */
  typed: string
  demarcheId?: string
  stateLabel?: string
  serviceId?: string
  /** First and last day of deposit, `yyyy-mm-dd`. */
  from?: string
  until?: string
  cursor: Cursor | null
}

/**
 * Reads the address of a list. What is not understood is left out: an old bookmark still opens
 * a list.
 */
export function readListRequest(query: Record<string, unknown>, desk: Desk): ListRequest {
  const text = (name: string, longest = 200) => {
    const value = query[name]
    return typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, longest) : ''
  }
  const matching = (name: string, shape: RegExp) => text(name).match(shape)?.[0]
  const day = (name: string) => {
    const value = matching(name, /^[12]\d{3}-\d\d-\d\d$/)
    return value && DateTime.fromISO(value).isValid ? value : undefined
  }
  const view = Object.hasOwn(VIEWS, text('vue')) ? VIEWS[text('vue') as View] : desk.tray
  const [, minus, name = ''] = text('tri').match(/^(-?)(.*)$/)!
  const sort = isSort(name) ? name : 'depot'

  return {
    tray: view === 'all' || desk.trays.includes(view) ? view : desk.tray,
    sort,
    direction: isSort(name) && minus ? 'desc' : 'asc',
    typed: text('q'),
    demarcheId: matching('demarche', UUID),
    stateLabel: text('etat') || undefined,
    serviceId: matching('service', UUID),
    from: day('du'),
    until: day('au'),
    cursor: readCursor(text('page', 1000), sort),
  }
}

/** The address of a list, without what goes without saying. */
export function listAddress(path: string, request: ListRequest, desk: Desk): string {
  const { sort, direction, cursor } = request
  const order = `${direction === 'desc' ? '-' : ''}${sort}`
  const query = Object.entries({
    vue: request.tray === desk.tray ? '' : viewOf(request.tray),
    tri: order === 'depot' ? '' : order,
    q: request.typed,
    demarche: request.demarcheId,
    etat: request.stateLabel,
    service: request.serviceId,
    du: request.from,
    au: request.until,
    page: cursor && writeCursor(cursor),
  }).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return query.length ? `${path}?${new URLSearchParams(query)}` : path
}

export function isFiltered(request: ListRequest): boolean {
  const { typed, demarcheId, stateLabel, serviceId, from, until } = request
  return Boolean(typed || demarcheId || stateLabel || serviceId || from || until)
}
