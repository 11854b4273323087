import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole, protect } from '#database/tenant_table'

/**
 * What becomes of a dossier once it is closed: archived as a package, held longer with a reason, and
 * destroyed when its time is over. The database itself refuses to destroy one before.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table dossiers
        add column archive_asked_at timestamptz,
        add column archive_asked_by text,
        add column archived_at timestamptz,
        -- Held beyond its time: why, who said so, since when.
        add column kept_reason text,
        add column kept_by text,
        add column kept_at timestamptz,
        -- When the usager was told that their draft will go.
        add column warned_at timestamptz,
        add check ((kept_at is null) = (kept_reason is null));
      create index dossiers_closing on dossiers (commune_id, demarche_id, closed_at, id)
        where closed_at is not null;
      create index dossiers_ready on dossiers (commune_id, closed_at, id)
        where closed_at is not null and archived_at is null;
      create index dossiers_archived on dossiers (commune_id, archived_at, id)
        where archived_at is not null;
      create index dossiers_kept on dossiers (commune_id, kept_at, id) where kept_at is not null;

      create table archives (
        commune_id uuid not null references communes,
        id uuid not null,
        dossier_id uuid not null,
        name text not null,
        size bigint not null,
        digest bytea not null,
        disk_key text not null,
        files integer not null,
        -- The end of the journal's chain, as it is in the package.
        lines integer not null,
        journal_hash bytea not null,
        made_by text not null,
        downloaded_by text,
        downloaded_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, dossier_id),
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id)
      );
      ${protect('archives')}

      -- Certificates of destruction: what was destroyed, when, by which rule. Nothing of anybody.
      -- They are also what is counted once the dossiers are gone.
      create table purges (
        commune_id uuid not null references communes,
        -- That of the dossier.
        id uuid not null,
        demarche_id uuid not null,
        demarche_title text not null,
        reference text,
        channel text not null,
        state_label text not null,
        final text,
        service_label text,
        filed_at timestamptz not null,
        closed_at timestamptz,
        rule text not null,
        pieces integer not null,
        bytes bigint not null,
        lines integer not null,
        journal_hash bytea,
        archive_digest bytea,
        downloaded_at timestamptz,
        at timestamptz not null default now(),
        primary key (commune_id, id)
      );
      create index purges_at on purges (commune_id, at, id);
      create index purges_demarche on purges (commune_id, demarche_id, closed_at);
      ${protect('purges', 'select')}

      -- A paper may outlive its dossier: that it was made can still be told, not what it said.
      alter table certificates alter column dossier_id drop not null;

      -- The day on which a dossier goes: so many months after the day of its closing, in Paris.
      create function purge_on(closed_at timestamptz, months integer) returns date
        language sql stable set search_path = pg_catalog, pg_temp as $$
          select ((closed_at at time zone 'Europe/Paris')::date + make_interval(months => months))::date
        $$;
      grant execute on function purge_on to ${appRole()};

      -- SECURITY DEFINER: the journal can be erased by nothing else. It takes the commune from the
      -- setting, and sees for itself that the time of the dossier is over: closed for as long as its
      -- démarche says, and not held; a draft left for 30 days, its usager warned a week before.
      -- Returns the files that are left behind on the disk; null where the dossier stays.
      create function purge_dossier(dossier uuid) returns text[]
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
          scope uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
          gone public.dossiers;
          months integer;
          head public.journal_heads;
          package public.archives;
          files text[];
          child record;
        begin
          select * into gone from public.dossiers d
            where d.commune_id = scope and d.id = dossier for update;
          if gone.id is null or gone.kept_at is not null then return null; end if;
          if gone.submitted_at is null then
            if gone.updated_at > now() - interval '30 days' then return null; end if;
            if gone.contact_email is not null and gone.channel = 'online' and (gone.warned_at is null
              or gone.warned_at < gone.updated_at or gone.warned_at > now() - interval '7 days')
            then return null; end if;
          else
            select d.retention_months into months from public.demarches d
              where d.commune_id = scope and d.id = gone.demarche_id;
            if gone.closed_at is null or months is null or public.purge_on(gone.closed_at, months)
              > (now() at time zone 'Europe/Paris')::date then return null; end if;
          end if;

          select * into head from public.journal_heads h where h.commune_id = scope and h.id = dossier;
          select * into package from public.archives a
            where a.commune_id = scope and a.dossier_id = dossier;
          files := array(select p.disk_key from public.pieces p
            where p.commune_id = scope and p.dossier_id = dossier order by p.id);
          insert into public.purges (commune_id, id, demarche_id, demarche_title, reference,
            channel, state_label, final, service_label, filed_at, closed_at, rule, pieces, bytes,
            lines, journal_hash, archive_digest, downloaded_at)
          select scope, dossier, gone.demarche_id, gone.demarche_title, gone.reference, gone.channel,
            gone.state_label, gone.final, gone.standing->>'serviceLabel', gone.filed_at,
            gone.closed_at, case when gone.submitted_at is null then 'draft' else 'retention:' || months end,
            count(*), coalesce(sum(p.size), 0), coalesce(head.number, 0), head.hash, package.digest,
            package.downloaded_at
          from public.pieces p where p.commune_id = scope and p.dossier_id = dossier;

          update public.certificates set dossier_id = null, piece_id = null, content = null, decision = '{}'
            where commune_id = scope and dossier_id = dossier;
          -- Whatever belongs to the dossier, of every room; the pieces first, which messages hold.
          for child in
            select c.conrelid::regclass as owner, a.attname as col
            from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
            where c.contype = 'f' and c.confrelid = 'public.dossiers'::regclass
            order by c.conrelid <> 'public.pieces'::regclass, c.conrelid::regclass::text
          loop
            execute format('delete from %s where commune_id = $1 and %I = $2', child.owner, child.col)
              using scope, dossier;
          end loop;
          delete from public.journal_heads h where h.commune_id = scope and h.id = dossier;
          delete from public.dossiers d where d.commune_id = scope and d.id = dossier;
          return files || package.disk_key;
        end $$;
      revoke all on function purge_dossier from public;
      grant execute on function purge_dossier to ${appRole()};
    `)
  }
}
