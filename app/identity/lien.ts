import { compose } from '@adonisjs/core/helpers'
import { LienSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** To resume a draft, to follow a dossier, to take away all that is held at an address. */
export type LienPurpose = 'draft' | 'follow' | 'data' | ServicePurpose

/** To treat a dossier, to give an opinion, to read it and answer in its notes. */
export type ServicePurpose = 'service' | 'opinion' | 'consult'

/** An emailed access link, of which only the hash is kept. */
export default class Lien extends compose(LienSchema, CommuneModel) {
  static override table = 'liens'

  declare purpose: LienPurpose

  get state(): 'valid' | 'expired' | 'revoked' {
    if (this.revokedAt) return 'revoked'
    return this.expiresAt.toMillis() <= Date.now() ? 'expired' : 'valid'
  }
}
