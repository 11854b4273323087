import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * Dossiers, and their journal, which the application can add to and read but not change.
 * Labels (démarche, state, service, author) are copied: history outlives what it names.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table dossiers (
        commune_id uuid not null references communes,
        id uuid not null,
        demarche_id uuid not null,
        version_id uuid not null,
        demarche_title text not null,
        reference text,
        channel text not null default 'online' check (channel in ('online', 'counter', 'phone', 'paper')),
        state text not null,
        state_label text not null,
        holder text,
        final text check (final in ('accepted', 'refused', 'dropped')),
        service_id uuid,
        standing jsonb,
        revision integer not null default 0,
        answers jsonb not null default '{}',
        correction jsonb,
        contact_email text,
        contact_name text,
        contact_phone text,
        search text not null default '',
        submitted_at timestamptz,
        closed_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, reference),
        foreign key (commune_id, demarche_id) references demarches (commune_id, id),
        foreign key (commune_id, version_id) references demarche_versions (commune_id, id),
        foreign key (commune_id, service_id) references services (commune_id, id),
        check ((submitted_at is null) = (reference is null)),
        check ((submitted_at is null) = (standing is null))
      );
      ${protect('dossiers')}

      create index dossiers_submitted on dossiers (commune_id, submitted_at, id) where submitted_at is not null;
      create index dossiers_holder on dossiers (commune_id, holder, submitted_at, id) where submitted_at is not null;
      create index dossiers_state on dossiers (commune_id, state, submitted_at, id);
      create index dossiers_demarche on dossiers (commune_id, demarche_id, submitted_at, id);
      create index dossiers_service on dossiers (commune_id, service_id, submitted_at, id) where service_id is not null;
      create index dossiers_contact on dossiers (commune_id, contact_name, id) where submitted_at is not null;
      create index dossiers_title on dossiers (commune_id, demarche_title, id) where submitted_at is not null;
      create index dossiers_label on dossiers (commune_id, state_label, id) where submitted_at is not null;
      create index dossiers_updated on dossiers (commune_id, updated_at, id);

      create table journal_entries (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid not null,
        type text not null,
        action text,
        label text not null,
        from_state text,
        to_state text,
        due text,
        actor_role text not null,
        actor_id uuid,
        actor_label text not null,
        service jsonb,
        public boolean not null default false,
        public_keys text[] not null default '{}',
        data jsonb not null default '{}',
        at timestamptz not null,
        primary key (commune_id, id),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id)
      );
      create index journal_entries_dossier on journal_entries (commune_id, dossier_id, id);
      ${protect('journal_entries', 'select, insert')}

      create table liens (
        commune_id uuid not null references communes,
        id uuid not null,
        purpose text not null check (purpose in ('draft', 'follow', 'service')),
        token_hash bytea not null,
        dossier_id uuid not null,
        service_id uuid,
        made_for text not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        revoked_reason text,
        last_used_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, token_hash),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id) on delete cascade,
        foreign key (commune_id, service_id) references services (commune_id, id),
        check ((purpose = 'service') = (service_id is not null))
      );
      create index liens_dossier on liens (commune_id, dossier_id, purpose);
      ${protect('liens')}
    `)
  }
}
