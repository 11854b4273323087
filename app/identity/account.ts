import { compose } from '@adonisjs/core/helpers'
import hash from '@adonisjs/core/services/hash'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import { AccountSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import type { Tour } from '#identity/tours'
import Membership, { type MembershipRole } from '#identity/membership'

const AuthFinder = withAuthFinder(() => hash.use('scrypt'), {
  uids: ['email'],
  passwordColumnName: 'password',
})

/** A person who signs in at one commune. Who works for two has two accounts. */
export default class Account extends compose(AccountSchema, CommuneModel, AuthFinder) {
  static override table = 'accounts'

  @hasMany(() => Membership)
  declare memberships: HasMany<typeof Membership>

  declare toursSeen: string[]

  get roles(): MembershipRole[] {
    return this.memberships.map((membership) => membership.role as MembershipRole)
  }

  may(role: MembershipRole) {
    return this.roles.includes(role)
  }

  hasSeen(tour: Tour) {
    return this.toursSeen.includes(tour)
  }

  async rememberTour(tour: Tour) {
    if (this.hasSeen(tour)) return
    this.toursSeen = [...this.toursSeen, tour]
    await this.save()
  }
}
