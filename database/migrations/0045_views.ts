import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** Lists that agents keep under a name: for themselves, or for all who work at that desk. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table saved_views (
        commune_id uuid not null references communes,
        id uuid not null,
        account_id uuid not null,
        desk text not null check (desk in ('accueil', 'superviseur')),
        name text not null check (length(name) between 1 and 80),
        -- Its filters, sort and columns, as the address of the list has them.
        query text not null,
        shared boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, account_id, desk, name),
        foreign key (commune_id, account_id) references accounts (commune_id, id) on delete cascade
      );
      create index saved_views_shared on saved_views (commune_id, desk, name) where shared;
      ${protect('saved_views')}

      -- Which of them opens first, for each account at each desk.
      create table opening_views (
        commune_id uuid not null references communes,
        id uuid not null,
        account_id uuid not null,
        desk text not null check (desk in ('accueil', 'superviseur')),
        view_id uuid not null,
        primary key (commune_id, id),
        unique (commune_id, account_id, desk),
        foreign key (commune_id, account_id) references accounts (commune_id, id) on delete cascade,
        foreign key (commune_id, view_id) references saved_views (commune_id, id) on delete cascade
      );
      create index opening_views_view on opening_views (commune_id, view_id);
      ${protect('opening_views')}
    `)
  }
}
