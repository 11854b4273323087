import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * The other programs that a commune has told of its dossiers, and each call to one of them: promised
 * in the transaction of a step, as a mail is, and never twice under another id.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table webhooks (
        commune_id uuid not null references communes,
        id uuid not null,
        -- What a workflow calls it.
        name text not null,
        url text not null,
        -- Encrypted: it signs what is sent.
        secret text not null,
        with_answers boolean not null default false,
        active boolean not null default true,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, name)
      );
      ${protect('webhooks')}

      create table webhook_calls (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid not null,
        name text not null,
        -- The step that it tells of.
        step jsonb not null,
        status text not null default 'queued'
          check (status in ('queued', 'sent', 'refused', 'cancelled')),
        attempts integer not null default 0,
        last_error text,
        held_until timestamptz,
        queued_at timestamptz not null default now(),
        sent_at timestamptz,
        primary key (commune_id, id),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id) on delete cascade
      );
      create index webhook_calls_dossier on webhook_calls (commune_id, dossier_id, id);
      create index webhook_calls_name on webhook_calls (commune_id, name, id);
      ${protect('webhook_calls', 'select, insert, update')}
    `)
  }
}
