import { BaseSchema } from '@adonisjs/lucid/schema'

/** The last day of the delay that ends first, for lists: null where none runs. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table dossiers
        add column limit_on date,
        add column sort_limit date not null
          generated always as (coalesce(limit_on, date '9999-12-31')) stored;
      create index dossiers_limit on dossiers (commune_id, tray, sort_limit, id);

      -- The dossiers that are there already get theirs when the worker next looks at them: at once.
      alter table dossiers no force row level security;
      update dossiers set due_at = now() where standing is not null and closed_at is null;
      alter table dossiers force row level security;
    `)
  }
}
