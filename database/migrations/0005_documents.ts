import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** Uploaded files: the row is here, the bytes on the disk of config/drive.ts. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table pieces (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid not null,
        question text,
        name text not null,
        type text not null,
        size bigint not null check (size >= 0),
        digest bytea not null,
        disk_key text not null,
        added_by text not null check (added_by in ('usager', 'accueil', 'service', 'superviseur')),
        author_label text not null,
        public boolean not null default true,
        removed_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, disk_key),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id)
      );
      create index pieces_dossier on pieces (commune_id, dossier_id, created_at);
      ${protect('pieces')}
    `)
  }
}
