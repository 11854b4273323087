import type Account from '#identity/account'
import { DESKS, type DeskName } from '#reporting/desks'
import { listAddress, readListAddress } from '#reporting/list_request'
import SavedView, { MOST_VIEWS, OpeningView } from '#reporting/saved_view'

interface Wanted {
  name: string
  shared: boolean
  /** Whether it opens first, for the account that saves it. */
  opening: boolean
}

type Outcome =
  | { type: 'saved'; view: SavedView }
  /** The account has a view of this name at this desk. */
  | { type: 'name-taken' }
  | { type: 'too-many' }

/** Keeps the list that an agent has before them under a name. */
export class SaveView {
  async handle(
    account: Account,
    desk: DeskName,
    address: string,
    { name, shared, opening }: Wanted
  ): Promise<Outcome> {
    const own = await SavedView.query().where({ accountId: account.id, desk }).select('name')
    if (own.length >= MOST_VIEWS) return { type: 'too-many' }
    if (own.some((one) => one.name === name)) return { type: 'name-taken' }
    const query = keptOf(address, desk)
    const view = await SavedView.create({ accountId: account.id, desk, name, query, shared })
    if (opening) await OpeningView.choose(account, view, true)
    return { type: 'saved', view }
  }
}

/** A new name, shared or no more, opening first or not. */
export class ChangeView {
  async handle(account: Account, view: SavedView, wanted: Wanted): Promise<Outcome> {
    const { name, shared, opening } = wanted
    const twin = await SavedView.query()
      .where({ accountId: view.accountId, desk: view.desk, name })
      .whereNot({ id: view.id })
      .first()
    if (twin) return { type: 'name-taken' }
    await view.merge({ name, shared }).save()
    // What is no longer shared opens for nobody else.
    if (!shared) {
      await OpeningView.query()
        .where({ viewId: view.id })
        .whereNot({ accountId: view.accountId })
        .delete()
    }
    if (view.isSeenBy(account)) await OpeningView.choose(account, view, opening)
    return { type: 'saved', view }
  }
}

/**
 * What a view keeps of the address of a list: all but where one is in it, and the view that it came
 * from.
 */
export function keptOf(address: string, desk: DeskName): string {
  const request = readListAddress(address, DESKS[desk])
  return listAddress('', { ...request, cursor: null, viewId: undefined }, DESKS[desk]).slice(1)
}
