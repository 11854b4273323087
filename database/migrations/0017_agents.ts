import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

const LIMIT = `(select nullif(current_setting('app.demarche_ids', true), '')::uuid[])`

/**
 * Whether the agent who asks may see a démarche: any, unless a limit is set for the transaction. Not
 * null where it may: of such a test the planner expects nearly every row to pass. Of the plain
 * condition it would expect few, and sort a commune's dossiers rather than walk an index.
 */
const within = (column: string) =>
  `nullif(${LIMIT} is null or ${column} = any (${LIMIT}::uuid[]), false) is not null`

/**
 * Services that are away or have several addresses, agents who are invited and may be limited to
 * some démarches.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table services
        add column other_emails text[] not null default '{}',
        add column absent_from date,
        add column absent_until date,
        add column replacement_id uuid,
        add foreign key (commune_id, replacement_id) references services (commune_id, id),
        add check (replacement_id <> id),
        add check (absent_until >= absent_from);

      alter table accounts
        add column limited boolean not null default false,
        -- Null for who was invited and has not chosen a password yet.
        add column joined_at timestamptz default now();

      create table account_demarches (
        commune_id uuid not null references communes,
        id uuid not null,
        account_id uuid not null,
        demarche_id uuid not null,
        primary key (commune_id, id),
        unique (commune_id, account_id, demarche_id),
        foreign key (commune_id, account_id) references accounts (commune_id, id) on delete cascade,
        foreign key (commune_id, demarche_id) references demarches (commune_id, id) on delete cascade
      );
      ${protect('account_demarches')}

      create table invitations (
        commune_id uuid not null references communes,
        id uuid not null,
        account_id uuid not null,
        token_hash bytea not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, token_hash),
        foreign key (commune_id, account_id) references accounts (commune_id, id) on delete cascade
      );
      create index invitations_account on invitations (commune_id, account_id);
      ${protect('invitations')}

      -- An agent who is limited to some démarches finds no others, whatever the query: restrictive,
      -- so that it narrows what the policy of the commune lets through.
      create policy limited on dossiers as restrictive
        using (${within('demarche_id')}) with check (${within('demarche_id')});
      create policy limited on demarches as restrictive
        using (${within('id')}) with check (${within('id')});
    `)
  }
}
