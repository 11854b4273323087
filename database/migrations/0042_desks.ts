import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** What an agent sees beside a dossier: who else has it open, and what else its usager has asked. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Who has a dossier on their screen, seen last when. Lost with a crash, and no harm done: it is
      -- not history, which the journal keeps.
      create unlogged table presences (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid not null,
        -- An account, or a service.
        reader_id uuid not null,
        label text not null,
        seen_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, dossier_id, reader_id)
      );
      ${protect('presences')}

      create index dossiers_contact on dossiers (commune_id, lower(contact_email), filed_at)
        where contact_email is not null;
    `)
  }
}
