import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole } from '#database/tenant_table'

/**
 * What the law gives to usagers over their data: a link to all that is held at their address, and
 * the destruction of a dossier at their request, before its time and attested like any other.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table liens drop constraint liens_purpose_check;
      alter table liens add constraint liens_purpose_check
        check (purpose in ('draft', 'follow', 'data', 'service', 'opinion', 'consult'));

      alter table purges
        -- Of an erasure: why, and who said so.
        add column reason text,
        add column asked_by text,
        add check ((rule = 'erasure') = (reason is not null));

      -- Destroys a dossier and attests it. SECURITY DEFINER, as those that call it, and granted to
      -- nobody: they see for themselves whether it may go. Returns the files that are left behind.
      create function destroy_dossier(gone dossiers, by_rule text, for_reason text, by_whom text)
        returns text[] language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
          scope uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
          head public.journal_heads;
          package public.archives;
          files text[];
          child record;
        begin
          if gone.commune_id is distinct from scope then return null; end if;
          select * into head from public.journal_heads h where h.commune_id = scope and h.id = gone.id;
          select * into package from public.archives a
            where a.commune_id = scope and a.dossier_id = gone.id;
          files := array(select p.disk_key from public.pieces p
            where p.commune_id = scope and p.dossier_id = gone.id order by p.id);
          insert into public.purges (commune_id, id, demarche_id, demarche_title, reference,
            channel, state_label, final, service_label, filed_at, closed_at, rule, reason, asked_by,
            pieces, bytes, lines, journal_hash, archive_digest, downloaded_at)
          select scope, gone.id, gone.demarche_id, gone.demarche_title, gone.reference, gone.channel,
            gone.state_label, gone.final, gone.standing->>'serviceLabel', gone.filed_at,
            gone.closed_at, by_rule, for_reason, by_whom,
            count(*), coalesce(sum(p.size), 0), coalesce(head.number, 0), head.hash, package.digest,
            package.downloaded_at
          from public.pieces p where p.commune_id = scope and p.dossier_id = gone.id;

          update public.certificates set dossier_id = null, piece_id = null, content = null, decision = '{}'
            where commune_id = scope and dossier_id = gone.id;
          -- Whatever belongs to the dossier, of every room; the pieces first, which messages hold.
          for child in
            select c.conrelid::regclass as owner, a.attname as col
            from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
            where c.contype = 'f' and c.confrelid = 'public.dossiers'::regclass
            order by c.conrelid <> 'public.pieces'::regclass, c.conrelid::regclass::text
          loop
            execute format('delete from %s where commune_id = $1 and %I = $2', child.owner, child.col)
              using scope, gone.id;
          end loop;
          delete from public.journal_heads h where h.commune_id = scope and h.id = gone.id;
          delete from public.dossiers d where d.commune_id = scope and d.id = gone.id;
          return files || package.disk_key;
        end $$;
      revoke all on function destroy_dossier from public;

      -- As it was (0041), but for what it has in common with an erasure.
      create or replace function purge_dossier(dossier uuid) returns text[]
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
          scope uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
          gone public.dossiers;
          months integer;
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
          return public.destroy_dossier(gone,
            case when gone.submitted_at is null then 'draft' else 'retention:' || months end, null, null);
        end $$;

      -- At the request of its usager: whatever its age, but closed for good, not held and not
      -- archived, since what the commune must keep is not theirs to erase. Null where it stays.
      create function erase_dossier(dossier uuid, for_reason text, by_whom text) returns text[]
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
          scope uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
          gone public.dossiers;
        begin
          select * into gone from public.dossiers d
            where d.commune_id = scope and d.id = dossier for update;
          if gone.id is null or gone.kept_at is not null or gone.archived_at is not null
            or gone.archive_asked_at is not null or gone.submitted_at is null or gone.closed_at is null
            or gone.held_until > now() or length(trim(coalesce(for_reason, ''))) < 3
          then return null; end if;
          return public.destroy_dossier(gone, 'erasure', for_reason, by_whom);
        end $$;
      revoke all on function erase_dossier from public;
      grant execute on function erase_dossier to ${appRole()};
    `)
  }
}
