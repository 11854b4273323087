import { compose } from '@adonisjs/core/helpers'
import { DemarcheDraftSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** The form of a démarche as it is being changed, beside what is online. */
export default class DemarcheDraft extends compose(DemarcheDraftSchema, CommuneModel) {
  static override table = 'demarche_drafts'
}
