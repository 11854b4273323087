import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** Who may act: accounts and their roles, services, and the liens that are mailed. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table accounts (
        commune_id uuid not null references communes,
        id uuid not null,
        email text not null check (email = lower(email)),
        name text not null,
        password text not null,
        session_epoch integer not null default 1,
        suspended_at timestamptz,
        last_sign_in_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, email)
      );
      ${protect('accounts')}

      create table memberships (
        commune_id uuid not null references communes,
        id uuid not null,
        account_id uuid not null,
        role text not null check (role in ('accueil', 'superviseur', 'admin')),
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, account_id, role),
        foreign key (commune_id, account_id) references accounts (commune_id, id) on delete cascade
      );
      ${protect('memberships')}

      create table services (
        commune_id uuid not null references communes,
        id uuid not null,
        name text not null,
        email text not null check (email = lower(email)),
        position integer not null default 0,
        active boolean not null default true,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, name)
      );
      ${protect('services')}
    `)
  }
}
