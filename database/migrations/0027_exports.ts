import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole, protect } from '#database/tenant_table'

/** Packages of a whole commune: asked by its administrator or by an operator, made by the worker. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table exports (
        commune_id uuid not null references communes,
        id uuid not null,
        asked_by text not null,
        status text not null default 'waiting' check (status in ('waiting', 'ready', 'failed')),
        disk_key text,
        size bigint,
        rows integer,
        files integer,
        -- Of what it holds, wherever and whenever it was made.
        hash text,
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        primary key (commune_id, id),
        check ((status = 'ready') = (disk_key is not null))
      );
      ${protect('exports', 'select, insert, update')}

      -- A package names the tables that it fits by the last migration.
      grant select on adonis_schema to ${appRole()};
    `)
  }
}
