import { compose } from '@adonisjs/core/helpers'
import { ServiceSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** A department of the commune, or a third party, that treats what is transferred to it. */
export default class Service extends compose(ServiceSchema, CommuneModel) {
  static override table = 'services'

  static inOrder() {
    return this.query().where('active', true).orderBy('position').orderBy('name')
  }

  /** Those that a workflow may name, as it knows them. */
  static async refs(): Promise<{ id: string; label: string }[]> {
    return (await this.inOrder()).map(({ id, name }) => ({ id, label: name }))
  }
}
