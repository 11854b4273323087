import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * What follows a decision: certificates, mails that wait a moment so that a slip can be taken back,
 * and decisions on many dossiers at once.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- A step promises it at most once; the worker numbers it and makes its file.
      create table certificates (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid not null,
        revision integer not null,
        template text not null,
        code text not null,
        -- What was decided: the label of the step, its date, what the usager may read of it.
        decision jsonb not null,
        number text,
        -- Title, lines and names as they were printed: a page must tell whether a paper is true.
        content jsonb,
        piece_id uuid,
        digest bytea,
        issued_at timestamptz,
        cancelled_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, dossier_id, revision, template),
        unique (commune_id, code),
        unique (commune_id, number),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id),
        foreign key (commune_id, piece_id) references pieces (commune_id, id)
      );
      ${protect('certificates', 'select, insert, update')}

      alter table pieces drop constraint pieces_added_by_check;
      alter table pieces add constraint pieces_added_by_check
        check (added_by in ('usager', 'accueil', 'service', 'superviseur', 'system'));

      -- Until when a decision may be taken back: nothing of it leaves before.
      alter table mails add column held_until timestamptz;
      alter table mails drop constraint mails_status_check;
      alter table mails add constraint mails_status_check
        check (status in ('queued', 'sent', 'refused', 'cancelled'));

      -- One action on many dossiers, asked by an agent and carried out by the worker.
      create table batches (
        commune_id uuid not null references communes,
        id uuid not null,
        account_id uuid not null,
        author_label text not null,
        action text not null,
        label text not null,
        input jsonb not null default '{}',
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        undone_at timestamptz,
        primary key (commune_id, id)
      );
      create index batches_author on batches (commune_id, account_id, id);
      ${protect('batches', 'select, insert, update')}

      create table batch_items (
        commune_id uuid not null references communes,
        id uuid not null,
        batch_id uuid not null,
        dossier_id uuid not null,
        -- The revision that the agent had in view.
        revision integer not null,
        status text not null default 'waiting'
          check (status in ('waiting', 'done', 'invalid', 'overtaken', 'not-possible', 'undone')),
        reason text,
        primary key (commune_id, id),
        unique (commune_id, batch_id, dossier_id),
        foreign key (commune_id, batch_id) references batches (commune_id, id),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id)
      );
      create index batch_items_status on batch_items (commune_id, batch_id, status, id);
      ${protect('batch_items', 'select, insert, update')}
    `)
  }
}
