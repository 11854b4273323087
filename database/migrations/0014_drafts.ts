import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * What is being changed of a démarche beside what is online: one draft, and the steps that led to it,
 * by which each can be undone. Publishing ends a draft; its versions stay.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table demarche_drafts (
        commune_id uuid not null references communes,
        id uuid not null,
        demarche_id uuid not null,
        document jsonb not null,
        version integer not null default 1,
        step integer not null default 0,
        tried_version integer,
        saved_by text not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, demarche_id),
        foreign key (commune_id, demarche_id) references demarches (commune_id, id) on delete cascade
      );
      ${protect('demarche_drafts')}

      create table draft_steps (
        commune_id uuid not null references communes,
        id uuid not null,
        draft_id uuid not null,
        number integer not null,
        operation text not null,
        subject text not null,
        changes jsonb not null,
        done_by text not null,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, draft_id, number),
        foreign key (commune_id, draft_id) references demarche_drafts (commune_id, id) on delete cascade
      );
      ${protect('draft_steps', 'select, insert, delete')}
    `)
  }
}
