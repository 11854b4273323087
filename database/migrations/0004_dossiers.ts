import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole, protect } from '#database/tenant_table'

/**
 * Dossiers, and their journal, which the application can add to and read but not change.
 * Labels (démarche, state, service, author) are copied: history outlives what it names.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Words and communes in one GIN index. A trusted extension: the owner may create it.
      create extension if not exists btree_gin;

      create table dossiers (
        commune_id uuid not null references communes,
        id uuid not null,
        demarche_id uuid not null,
        version_id uuid not null,
        demarche_title text collate "fr-x-icu" not null,
        reference text,
        channel text not null default 'online' check (channel in ('online', 'counter', 'phone', 'paper')),
        state text not null,
        state_label text collate "fr-x-icu" not null,
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
        -- Where it lies: what has no holder lies at the accueil, so that someone sees it.
        tray text not null generated always as (case when submitted_at is null then 'draft'
          when closed_at is not null then 'closed' else coalesce(holder, 'accueil') end) stored,
        -- What lists sort by: never null (a page continues after a value), never too long for an index.
        filed_at timestamptz not null generated always as (coalesce(submitted_at, created_at)) stored,
        sort_reference text not null generated always as (coalesce(reference, '')) stored,
        sort_name text collate "fr-x-icu" not null
          generated always as (left(coalesce(contact_name, ''), 80)) stored,
        sort_service text collate "fr-x-icu" not null
          generated always as (left(coalesce(standing->>'serviceLabel', ''), 80)) stored,
        primary key (commune_id, id),
        unique (commune_id, reference),
        foreign key (commune_id, demarche_id) references demarches (commune_id, id),
        foreign key (commune_id, version_id) references demarche_versions (commune_id, id),
        foreign key (commune_id, service_id) references services (commune_id, id),
        check ((submitted_at is null) = (reference is null)),
        check ((submitted_at is null) = (standing is null))
      );
      ${protect('dossiers')}

      -- Lists walk one of these from where a page ended: the tray, the column that sorts, the id.
      create index dossiers_filed on dossiers (commune_id, tray, filed_at, id);
      create index dossiers_active on dossiers (commune_id, tray, updated_at, id);
      create index dossiers_reference on dossiers (commune_id, tray, sort_reference, id);
      create index dossiers_title on dossiers (commune_id, tray, demarche_title, id);
      create index dossiers_name on dossiers (commune_id, tray, sort_name, id);
      create index dossiers_label on dossiers (commune_id, tray, state_label, id);
      create index dossiers_service_label on dossiers (commune_id, tray, sort_service, id);
      -- Filters that leave few rows start here instead.
      create index dossiers_demarche on dossiers (commune_id, demarche_id, tray, filed_at, id);
      create index dossiers_state on dossiers (commune_id, state_label, tray, filed_at, id);
      create index dossiers_service on dossiers (commune_id, service_id, tray, filed_at, id)
        where service_id is not null;
      -- Figures are counted from here without reading a dossier.
      create index dossiers_figures on dossiers (commune_id, demarche_id, tray, state_label, final);

      -- What a dossier is found by. The operators of a search are not leakproof, so under a policy
      -- PostgreSQL would read every row of every commune before it compares a word; the owner alone
      -- is not bound by the policy here, for the function below. The application is, as everywhere.
      create table dossier_texts (
        commune_id uuid not null references communes,
        id uuid not null,
        words tsvector not null,
        primary key (commune_id, id),
        foreign key (commune_id, id) references dossiers (commune_id, id) on delete cascade
      );
      create index dossier_texts_words on dossier_texts using gin (commune_id, words);
      ${protect('dossier_texts', 'select, insert, update')}
      alter table dossier_texts no force row level security;

      -- SECURITY DEFINER: see above. It answers with ids of the commune in scope, which it takes
      -- from the setting and never from the caller; the rows themselves are read under the policy.
      create function find_dossiers(sought tsquery, most integer) returns setof uuid
        language sql stable security definer rows 1000 set search_path = pg_catalog, pg_temp as $$
          select t.id from public.dossier_texts t
          where t.commune_id = nullif(current_setting('app.commune_id', true), '')::uuid
            and t.words @@ sought
          limit most
        $$;
      revoke all on function find_dossiers from public;
      grant execute on function find_dossiers to ${appRole()};

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
