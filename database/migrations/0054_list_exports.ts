import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** Lists that were taken out as a file: who asked, for what, and what became of it. Kept once the file is gone. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table list_exports (
        commune_id uuid not null references communes,
        id uuid not null,
        -- Who asked, and their name then: the line outlives the account.
        account_id uuid not null,
        account_label text not null,
        desk text not null check (desk in ('accueil', 'superviseur')),
        format text not null check (format in ('csv', 'xlsx', 'ods')),
        -- The list, as its address asks for it, and in words.
        address text not null,
        label text not null,
        state text not null default 'waiting'
          check (state in ('waiting', 'reading', 'writing', 'ready', 'failed', 'cancelled', 'gone')),
        -- Counts the attempts: one that was taken for dead and is not finds the next one’s number.
        attempt integer not null default 0,
        done integer not null default 0,
        total integer,
        -- The démarches of the dossiers in it: whoever has lost one of them has lost the file.
        demarche_ids uuid[] not null default '{}',
        disk_key text,
        size bigint,
        mail_id uuid,
        downloads integer not null default 0,
        downloaded_at timestamptz,
        expires_at timestamptz,
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        primary key (commune_id, id),
        check ((state = 'ready') = (disk_key is not null)),
        check ((disk_key is null) = (expires_at is null))
      );
      create index list_exports_account on list_exports (commune_id, account_id, id);
      create index list_exports_expiry on list_exports (commune_id, expires_at)
        where expires_at is not null;
      create index list_exports_running on list_exports (commune_id, created_at)
        where state in ('reading', 'writing');
      ${protect('list_exports', 'select, insert, update')}
    `)
  }
}
