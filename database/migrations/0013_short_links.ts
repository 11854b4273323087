import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What stands on a poster after `/d/`: it follows from the id, so that a démarche keeps it when its
 * address changes, and paper that hangs in town stays true.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table demarches add column short text not null
        generated always as (left(md5(id::text), 6)) stored;
      alter table demarches add constraint demarches_short unique (commune_id, short);
    `)
  }
}
