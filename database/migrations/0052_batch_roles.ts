import { BaseSchema } from '@adonisjs/lucid/schema'

/** As what its author acts on many dossiers at once: a superviseur does what a workflow lets one do. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table batches add column author_role text not null default 'accueil'
        check (author_role in ('accueil', 'superviseur'))
    `)
  }
}
