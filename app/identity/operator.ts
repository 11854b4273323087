import { v7 as uuidv7 } from 'uuid'
import { compose } from '@adonisjs/core/helpers'
import hash from '@adonisjs/core/services/hash'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { beforeCreate } from '@adonisjs/lucid/orm'
import { OperatorSchema } from '#database/schema'

const AuthFinder = withAuthFinder(() => hash.use('scrypt'), {
  uids: ['email'],
  passwordColumnName: 'password',
})

/** Who runs the platform: of no commune, with an account of the console and of nothing else. */
export default class Operator extends compose(OperatorSchema, AuthFinder) {
  static override table = 'operators'
  static override selfAssignPrimaryKey = true

  @beforeCreate()
  static assignKey(row: Operator) {
    row.id ??= uuidv7()
    row.sessionEpoch ??= 1
  }
}
