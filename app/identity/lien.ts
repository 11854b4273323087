import { compose } from '@adonisjs/core/helpers'
import { LienSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

export type LienPurpose = 'draft' | 'follow' | 'service'

/** An emailed access link, of which only the hash is kept. */
export default class Lien extends compose(LienSchema, CommuneModel) {
  static override table = 'liens'

  get state(): 'valid' | 'expired' | 'revoked' {
    if (this.revokedAt) return 'revoked'
    return this.expiresAt.toMillis() <= Date.now() ? 'expired' : 'valid'
  }
}
