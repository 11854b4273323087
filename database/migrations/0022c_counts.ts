import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The trays are counted from this index alone: an agent’s limits look at the démarche too, and
 * PostgreSQL 15 then preferred to read the whole tray from an index that had it.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      drop index dossiers_filed;
      create index dossiers_filed on dossiers (commune_id, tray, filed_at, id) include (demarche_id);
    `)
  }
}
