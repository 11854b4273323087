import { compose } from '@adonisjs/core/helpers'
import { DemarcheVersionSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** What a démarche was at one publication: its form and its workflow, frozen. */
export default class DemarcheVersion extends compose(DemarcheVersionSchema, CommuneModel) {
  static override table = 'demarche_versions'
}
