import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** The words of a commune's mails, where they are its own, and the pictures of its home page. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table mail_texts (
        commune_id uuid not null references communes,
        id uuid not null,
        template text not null,
        demarche_id uuid,
        subject text not null,
        body text not null,
        after text not null default '',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique nulls not distinct (commune_id, template, demarche_id),
        foreign key (commune_id, demarche_id) references demarches (commune_id, id) on delete cascade
      );
      ${protect('mail_texts')}

      create table pictures (
        commune_id uuid not null references communes,
        id uuid not null,
        purpose text not null check (purpose in ('logo', 'photo')),
        type text not null,
        size bigint not null check (size > 0),
        disk_key text not null,
        created_at timestamptz not null default now(),
        primary key (commune_id, id)
      );
      ${protect('pictures')}
    `)
  }
}
