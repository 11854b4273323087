import { compose } from '@adonisjs/core/helpers'
import { ArchiveSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** The package of an archived dossier: the row; its zip is on the disk under `diskKey`. */
export default class Archive extends compose(ArchiveSchema, CommuneModel) {
  static override table = 'archives'
}
