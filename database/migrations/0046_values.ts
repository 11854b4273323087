import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * Answers by which lists are sorted and filtered: only those to questions that some list has been
 * sorted or filtered by, so that sending a dossier costs nothing where nobody does.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Whose answers are kept below, and those of them that are there for every dossier.
      alter table demarches
        add column listed_questions text[] not null default '{}',
        add column ready_questions text[] not null default '{}';

      create table dossier_values (
        commune_id uuid not null references communes,
        id uuid not null default gen_random_uuid(),
        dossier_id uuid not null,
        demarche_id uuid not null,
        -- Its path, for what sorts; with a '=' behind it, for each option that was chosen.
        question text not null,
        -- That of the dossier, so that one tray is walked and no other.
        tray text not null,
        -- Never null, as what sorts is; numbers and days are written so that they sort as texts.
        value text collate "fr-x-icu" not null,
        -- What an answer in words is searched in.
        words text not null default '',
        primary key (commune_id, id),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id) on delete cascade
      );
      create index dossier_values_sorted on dossier_values
        (commune_id, demarche_id, question, tray, value, dossier_id);
      create unique index dossier_values_dossier on dossier_values
        (commune_id, dossier_id, question, value);
      ${protect('dossier_values')}

      -- Filters that leave few rows start here. What came in online, unread by nobody, is in neither.
      create index dossiers_channel on dossiers (commune_id, channel, tray, filed_at, id)
        where channel <> 'online';
      create index dossiers_unread on dossiers (commune_id, tray, filed_at, id)
        where unread_messages > 0;
    `)
  }
}
