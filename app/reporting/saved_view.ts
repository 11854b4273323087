import { compose } from '@adonisjs/core/helpers'
import { OpeningViewSchema, SavedViewSchema } from '#database/schema'
import type Account from '#identity/account'
import { DESKS, type DeskName } from '#reporting/desks'
import { CommuneModel } from '#tenancy/commune_model'

/** A list under a name: its filters, sort and columns. One agent's, or shared with the others. */
export default class SavedView extends compose(SavedViewSchema, CommuneModel) {
  static override table = 'saved_views'

  declare desk: DeskName

  isSeenBy(account: Account) {
    return account.may(this.desk) && (this.shared || this.accountId === account.id)
  }

  /** Whose it is; and, once it is shared, who answers for the desk. */
  isKeptBy(account: Account) {
    if (!account.may(this.desk)) return false
    const answers = account.may('superviseur') || account.may('admin')
    return this.accountId === account.id || (this.shared && answers)
  }

  /** The address of its list. */
  get address() {
    return `${DESKS[this.desk].path}?v=${this.id}${this.query ? `&${this.query}` : ''}`
  }
}

export const MOST_VIEWS = 100

/** Which view opens first for an account at a desk. */
export class OpeningView extends compose(OpeningViewSchema, CommuneModel) {
  static override table = 'opening_views'

  static async of(account: Account, desk: DeskName): Promise<string | null> {
    const row = await this.query().where({ accountId: account.id, desk }).first()
    return row?.viewId ?? null
  }

  static async choose(account: Account, { desk, id }: SavedView, opens: boolean) {
    const mine = () => this.query().where({ accountId: account.id, desk })
    if (!opens) {
      await mine().where({ viewId: id }).delete()
      return
    }
    await mine().delete()
    await this.create({ accountId: account.id, desk, viewId: id })
  }
}
