import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * Mails that were promised, and what became of them. The row is written in the transaction that
 * promises; `secret` holds the encrypted token of the lien inside until the mail has left.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table mails (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid,
        recipient text not null,
        recipient_role text not null,
        template text not null,
        data jsonb not null default '{}',
        secret text,
        status text not null default 'queued' check (status in ('queued', 'sent', 'refused')),
        subject text,
        attempts integer not null default 0,
        last_error text,
        queued_at timestamptz not null default now(),
        sent_at timestamptz,
        primary key (commune_id, id),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id)
      );
      create index mails_dossier on mails (commune_id, dossier_id, queued_at);
      ${protect('mails', 'select, insert, update')}
    `)
  }
}
