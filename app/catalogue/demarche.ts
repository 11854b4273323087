import { compose } from '@adonisjs/core/helpers'
import { DemarchSchema as DemarcheSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** A procedure that the commune offers; usagers see it once a version is published. */
export default class Demarche extends compose(DemarcheSchema, CommuneModel) {
  static override table = 'demarches'

  get isOpen() {
    return this.versionId !== null && this.closedAt === null
  }

  static published() {
    return this.query().whereNotNull('versionId').orderBy('position').orderBy('title')
  }
}
