import { compose } from '@adonisjs/core/helpers'
import { PieceSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** An uploaded file: the row; its bytes are on the disk under `diskKey`. */
export default class Piece extends compose(PieceSchema, CommuneModel) {
  static override table = 'pieces'

  static of(dossierId: string) {
    return this.query().where('dossierId', dossierId).whereNull('removedAt').orderBy('id')
  }
}
