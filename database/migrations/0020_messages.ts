import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * What the usager and the commune write to each other about a dossier. A message is not changed
 * once it is sent: only who has read it is.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table messages (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid not null,
        author_role text not null check (author_role in ('usager', 'accueil', 'service')),
        author_id uuid,
        author_label text not null,
        text text not null,
        read_by_usager_at timestamptz,
        read_by_accueil_at timestamptz,
        read_by_service_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id)
      );
      create index messages_dossier on messages (commune_id, dossier_id, id);
      ${protect('messages', 'select, insert, update (read_by_usager_at, read_by_accueil_at, read_by_service_at)')}

      alter table pieces add column message_id uuid,
        add foreign key (commune_id, message_id) references messages (commune_id, id);

      -- Messages of the usager that the accueil has not read, so that lists need not count them.
      alter table dossiers add column unread_messages integer not null default 0;
    `)
  }
}
