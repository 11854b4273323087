import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** Démarches and their frozen versions: a version is inserted, never changed nor removed. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table demarches (
        commune_id uuid not null references communes,
        id uuid not null,
        slug text not null,
        title text not null,
        description text not null default '',
        category text not null default '',
        position integer not null default 0,
        version_id uuid,
        closed_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, slug)
      );
      ${protect('demarches')}

      create table demarche_versions (
        commune_id uuid not null references communes,
        id uuid not null,
        demarche_id uuid not null,
        number integer not null,
        title text not null,
        compiled jsonb not null,
        workflow jsonb not null,
        hash text not null,
        published_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, demarche_id, number),
        foreign key (commune_id, demarche_id) references demarches (commune_id, id)
      );
      ${protect('demarche_versions', 'select, insert')}

      alter table demarches add foreign key (commune_id, version_id)
        references demarche_versions (commune_id, id);
    `)
  }
}
