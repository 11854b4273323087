import { compose } from '@adonisjs/core/helpers'
import { MembershipSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

export type MembershipRole = 'accueil' | 'superviseur' | 'admin'

/** A role that an account has. */
export default class Membership extends compose(MembershipSchema, CommuneModel) {
  static override table = 'memberships'
}
