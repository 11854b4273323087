import { compose } from '@adonisjs/core/helpers'
import { PictureSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** A picture of the commune's own pages, for anyone to see: its logo, the photo of its home. */
export default class Picture extends compose(PictureSchema, CommuneModel) {
  static override table = 'pictures'

  declare purpose: 'logo' | 'photo'
}
