import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** What usagers say once their dossier is closed: how easy it was, and in their own words. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table feedbacks (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid not null,
        -- From 1, very hard, to 5, very easy.
        ease integer not null check (ease between 1 and 5),
        text text not null default '',
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, dossier_id),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id)
      );
      create index feedbacks_at on feedbacks (commune_id, created_at, id);
      ${protect('feedbacks', 'select, insert')}
    `)
  }
}
