import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole } from '#database/tenant_table'

/**
 * The two tables that are read before a scope exists: which commune does this hostname serve?
 * Everyone may read them; the application writes only the row of the commune in scope, and never
 * a hostname.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table communes (
        id uuid primary key,
        slug text not null unique,
        name text not null,
        country text not null default 'FR' check (country in ('FR', 'BE')),
        code text,
        timezone text not null default 'Europe/Paris',
        branding jsonb not null default '{}',
        contact jsonb not null default '{}',
        suspended_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      alter table communes enable row level security;
      alter table communes force row level security;
      create policy readable on communes for select using (true);
      create policy created on communes for insert with check (current_user <> '${appRole().slice(1, -1)}');
      create policy itself on communes for update
        using (id = (select nullif(current_setting('app.commune_id', true), '')::uuid))
        with check (id = (select nullif(current_setting('app.commune_id', true), '')::uuid));
      grant select on communes to ${appRole()};
      grant update (name, branding, contact, updated_at) on communes to ${appRole()};

      create table hostnames (
        host text primary key check (host = lower(host)),
        commune_id uuid not null references communes,
        main boolean not null default false,
        created_at timestamptz not null default now()
      );
      create unique index hostnames_main on hostnames (commune_id) where main;
      grant select on hostnames to ${appRole()};
    `)
  }
}
