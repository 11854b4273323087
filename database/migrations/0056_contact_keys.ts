import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a usager’s address is compared with. Under a policy PostgreSQL reads an index only by what it
 * knows to tell nothing of rows that are not ours, and `lower()` is not among that: the index on it
 * was read for no query, and « other dossiers of the same usager » read the whole commune.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table dossiers add column contact_key text generated always as (lower(contact_email)) stored;
      drop index dossiers_contact;
      create index dossiers_contact on dossiers (commune_id, contact_key, filed_at, id)
        where contact_key is not null;
    `)
  }
}
