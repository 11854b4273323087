import { BaseSchema } from '@adonisjs/lucid/schema'
import { protectConsole } from '#database/console_table'

/**
 * The platform's operators: who they are, the communes that they are making, and what they did. None of
 * it belongs to a commune, and no request of a commune sees it. Communes that are suspended keep why;
 * those to be deleted, when.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table operators (
        id uuid primary key,
        email text not null unique check (email = lower(email)),
        name text not null,
        password text not null,
        session_epoch integer not null default 1,
        suspended_at timestamptz,
        last_sign_in_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      ${protectConsole('operators', 'select, insert, update')}

      -- Names are copied: a line outlives the operator and the commune that it names.
      create table operator_entries (
        id uuid primary key,
        operator_id uuid,
        operator_label text not null,
        label text not null,
        about_id uuid,
        about_label text not null default '',
        details jsonb not null default '[]',
        at timestamptz not null default now()
      );
      create index operator_entries_about on operator_entries (about_id, id);
      ${protectConsole('operator_entries', 'select, insert')}

      -- Communes that are being made, page by page.
      create table commune_drafts (
        id uuid primary key,
        operator_id uuid not null references operators,
        answers jsonb not null default '{}',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create index commune_drafts_operator on commune_drafts (operator_id, id);
      ${protectConsole('commune_drafts', 'select, insert, update, delete')}

      alter table communes
        add column suspended_reason text,
        add column delete_on timestamptz,
        add column delete_asked_by text,
        add check (delete_on is null or suspended_at is not null);
      create policy destroyed on communes for delete
        using (id = (select nullif(current_setting('app.commune_id', true), '')::uuid));

      -- What was destroyed, when and by whose order: all that is left of it.
      create table destructions (
        id uuid primary key,
        former_id uuid not null unique,
        name text not null,
        code text,
        hosts text[] not null,
        asked_by text not null,
        rows_by_table jsonb not null,
        files integer not null,
        bytes bigint not null,
        destroyed_at timestamptz not null default now()
      );
      ${protectConsole('destructions', 'select')}

      -- A hostname that is not ours is served once its owner has shown that it is theirs. The token stands
      -- in the DNS: it is no secret.
      alter table hostnames
        add column token text,
        add column verified_at timestamptz,
        add column checked_at timestamptz,
        add column problem text;
      update hostnames set verified_at = created_at;
      alter table hostnames add check (verified_at is not null or (token is not null and not main));
    `)
  }
}
