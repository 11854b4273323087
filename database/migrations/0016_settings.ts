import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * How a commune offers a démarche, apart from its form: texts, opening, routing; the addresses that
 * it had before; the lists that questions choose from; and who changed what of all this.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table demarches
        add column intro text not null default '',
        add column closing text not null default '',
        add column legal_notice text not null default '',
        add column retention_months integer check (retention_months between 1 and 1200),
        add column opens_at timestamptz,
        add column closes_at timestamptz,
        add column cap integer check (cap > 0),
        add column visible boolean not null default true,
        add column workflow_id text,
        add column service_id uuid,
        add column routing jsonb not null default '{}',
        add column notified text[] not null default '{}',
        add foreign key (commune_id, service_id) references services (commune_id, id),
        add check (closes_at > opens_at);

      create table demarche_slugs (
        commune_id uuid not null references communes,
        id uuid not null,
        demarche_id uuid not null,
        slug text not null,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, slug),
        foreign key (commune_id, demarche_id) references demarches (commune_id, id) on delete cascade
      );
      ${protect('demarche_slugs')}

      create table lists (
        commune_id uuid not null references communes,
        id uuid not null,
        name text not null check (name ~ '^[a-z][a-z0-9_-]*$'),
        title text not null,
        options jsonb not null default '[]',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, name)
      );
      ${protect('lists')}

      create table changes (
        commune_id uuid not null references communes,
        id uuid not null,
        subject text not null,
        subject_id text,
        subject_label text not null,
        label text not null,
        details jsonb not null default '[]',
        actor_id uuid,
        actor_label text not null,
        at timestamptz not null default now(),
        primary key (commune_id, id)
      );
      create index changes_subject on changes (commune_id, subject, subject_id, id);
      ${protect('changes', 'select, insert')}
    `)
  }
}
