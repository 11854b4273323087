import type Account from '#identity/account'
import { DESKS, type DeskName } from '#reporting/desks'
import {
  type Desk,
  listAddress,
  type ListRequest,
  readListAddress,
  readListRequest,
} from '#reporting/list_request'
import { type OfferedView, offeredViews } from '#reporting/queries/views'

/** The saved views above a list. */
export interface ViewsShown {
  desk: DeskName
  /** The list of the desk itself, whichever view opens first. */
  plain: { href: string; current: boolean }
  all: { id: string; name: string; shared: boolean; href: string; current: boolean }[]
  /** The one that is open; `changed`: the list on the screen is not quite what it keeps. */
  current: (OfferedView & { changed: boolean; kept: boolean }) | null
}

export interface Opened {
  request: ListRequest
  /** With the view that opens first, so that addresses can name the plain list. */
  desk: Desk & { name: DeskName; path: string }
  views: OfferedView[]
  /** The address names a view that is not there for this account. */
  isViewGone: boolean
}

/** Everything else of an address asks for a list; then a view is only where it came from. */
const BESIDE = ['v', 'visite', 'reglage']

/** The list that an address asks for: itself, a saved view, or the one that opens first. */
export async function openList(
  name: DeskName,
  query: Record<string, unknown>,
  account: Account
): Promise<Opened> {
  const views = await offeredViews(account, name)
  const opening = views.find(({ opens }) => opens)
  const desk = { ...DESKS[name], opening: opening?.id ?? null, readerId: account.id }
  const asked = readListRequest(query, desk)
  const isBare = Object.keys(query).every((key) => BESIDE.includes(key))
  const wanted = asked.viewId ?? (isBare ? opening?.id : undefined)
  const view = views.find(({ id }) => id === wanted)
  const isViewGone = Boolean(asked.viewId && !view)
  const request = isBare && view ? readListAddress(`?${view.query}`, desk) : asked
  return { request: { ...request, viewId: view?.id }, desk, views, isViewGone }
}

export function viewsShown({ request, desk, views }: Opened, account: Account): ViewsShown {
  const { name, path } = desk
  const open = views.find(({ id }) => id === request.viewId)
  const query = listAddress('', { ...request, cursor: null, viewId: undefined }, DESKS[name])
  const answers = account.may('superviseur') || account.may('admin')
  return {
    desk: name,
    plain: { href: listAddress(path, readListRequest({}, desk), desk), current: !open },
    all: views.map((view) => ({
      id: view.id,
      name: view.name,
      shared: view.shared,
      href: `${path}?v=${view.id}${view.query && `&${view.query}`}`,
      current: view === open,
    })),
    current: open
      ? {
          ...open,
          changed: query.slice(1) !== open.query,
          kept: open.own || (open.shared && answers),
        }
      : null,
  }
}
