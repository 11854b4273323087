import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * Where reports lie, with what may be shown of them to anyone: neither who sent them nor a word of
 * what they wrote. And who else wants to be told of them.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table reports (
        commune_id uuid not null references communes,
        -- That of the dossier.
        id uuid not null,
        demarche_id uuid not null,
        lat double precision not null,
        lon double precision not null,
        kind text not null,
        street text not null,
        open boolean not null,
        reported_at timestamptz not null,
        primary key (commune_id, id),
        foreign key (commune_id, id) references dossiers (commune_id, id) on delete cascade,
        foreign key (commune_id, demarche_id) references demarches (commune_id, id)
      );
      create index reports_near on reports (commune_id, demarche_id, lat, lon) where open;
      ${protect('reports')}

      create table watchers (
        commune_id uuid not null references communes,
        id uuid not null,
        report_id uuid not null,
        email text not null,
        -- Of the link in the last mail.
        token_hash bytea not null,
        confirmed_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, report_id, email),
        unique (commune_id, token_hash),
        foreign key (commune_id, report_id) references reports (commune_id, id) on delete cascade
      );
      ${protect('watchers')}
    `)
  }
}
