import { BaseSchema } from '@adonisjs/lucid/schema'

/** When the worker has to look at a dossier again, as its workflow says; null when it never has to. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- The default is for the dossiers that are there already: each is looked at once.
      alter table dossiers add column due_at timestamptz default now();
      alter table dossiers alter column due_at drop default;
      create index dossiers_due on dossiers (commune_id, due_at) where due_at is not null;
    `)
  }
}
