import { afterDelete, afterSave } from '@adonisjs/lucid/orm'
import { compose } from '@adonisjs/core/helpers'
import { DemarchSchema as DemarcheSchema } from '#database/schema'
import type { Routing } from '#catalogue/chosen_workflow'
import { forgetCommune } from '#tenancy/commune'
import { CommuneModel } from '#tenancy/commune_model'
import { afterCommit, sql } from '#tenancy/scope'

/** A procedure that the commune offers; usagers see it once a version is published. */
export default class Demarche extends compose(DemarcheSchema, CommuneModel) {
  static override table = 'demarches'

  declare routing: Routing

  /** What is kept in memory for the commune’s visitors shows its démarches as they were. */
  @afterSave()
  @afterDelete()
  static forgetPages({ communeId }: Demarche) {
    afterCommit(() => forgetCommune(communeId))
  }

  static published() {
    return this.query().whereNotNull('versionId').orderBy('position').orderBy('title')
  }

  /** The démarche that this address was given once; null where it never was one. */
  static async formerly(slug: string): Promise<Demarche | null> {
    const [row] = await sql<{ id: string }>(
      'select demarche_id as id from demarche_slugs where slug = ?',
      [slug]
    )
    return row ? this.find(row.id) : null
  }
}
