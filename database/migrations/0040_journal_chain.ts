import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole, protect } from '#database/tenant_table'

/**
 * A journal that proves itself: each line of a dossier carries the SHA-256 of what it says and of
 * the line before. PostgreSQL computes it where the line is written, so that it costs no way to it
 * and back, and so that the application cannot forget it or choose it.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table journal_entries add column number integer, add column hash bytea;

      -- The end of each chain, so that a line cut off at the end is missed too. Written by the
      -- function below and by nothing else: no foreign key, whose check would want it writable.
      create table journal_heads (
        commune_id uuid not null references communes,
        -- That of the dossier.
        id uuid not null,
        number integer not null,
        hash bytea not null,
        primary key (commune_id, id)
      );
      ${protect('journal_heads', 'select')}

      -- What a line says, always in the same characters: jsonb orders its keys, times are in UTC.
      -- Whoever has this text and the hash before computes the hash: sha256(hash before || text).
      create function journal_content(line journal_entries) returns text
        language sql stable set search_path = pg_catalog, pg_temp as $$
          select jsonb_build_object(
            'commune', line.commune_id, 'dossier', line.dossier_id, 'number', line.number,
            'id', line.id, 'type', line.type, 'action', line.action, 'label', line.label,
            'from', line.from_state, 'to', line.to_state, 'due', line.due,
            'role', line.actor_role, 'actor', line.actor_id, 'name', line.actor_label,
            'service', line.service, 'public', line.public, 'keys', to_jsonb(line.public_keys),
            'data', line.data,
            'at', to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
          )::text
        $$;

      -- SECURITY DEFINER: the heads are out of the application's reach. It is a trigger's and cannot
      -- be called; what it writes stays behind the policy of the commune in scope, which binds the
      -- owner too. The dossier is locked first, as every change of it does: of two lines at once the
      -- second waits, and follows the first.
      create function chain_journal_entry() returns trigger
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
          head public.journal_heads;
        begin
          perform 1 from public.dossiers
            where commune_id = new.commune_id and id = new.dossier_id for no key update;
          select * into head from public.journal_heads
            where commune_id = new.commune_id and id = new.dossier_id;
          new.number := coalesce(head.number, 0) + 1;
          new.hash := sha256(coalesce(head.hash, '') || convert_to(public.journal_content(new), 'UTF8'));
          insert into public.journal_heads values (new.commune_id, new.dossier_id, new.number, new.hash)
            on conflict (commune_id, id) do update set number = excluded.number, hash = excluded.hash;
          return new;
        end $$;
      revoke all on function chain_journal_entry from public;
      grant execute on function journal_content to ${appRole()};

      -- The lines that are there already, in the order in which they were written. They belong to
      -- every commune, which no scope shows at once.
      alter table journal_entries no force row level security;
      alter table journal_heads no force row level security;
      do $$
        declare
          line journal_entries;
          before journal_entries;
        begin
          for line in select * from journal_entries order by commune_id, dossier_id, id loop
            if before.dossier_id is distinct from line.dossier_id then before := null; end if;
            line.number := coalesce(before.number, 0) + 1;
            line.hash := sha256(coalesce(before.hash, '') || convert_to(journal_content(line), 'UTF8'));
            update journal_entries set number = line.number, hash = line.hash
              where commune_id = line.commune_id and id = line.id;
            before := line;
          end loop;
          insert into journal_heads
            select distinct on (commune_id, dossier_id) commune_id, dossier_id, number, hash
            from journal_entries order by commune_id, dossier_id, number desc;
        end $$;
      alter table journal_entries force row level security;
      alter table journal_heads force row level security;

      alter table journal_entries alter column number set not null, alter column hash set not null,
        add unique (commune_id, dossier_id, number);
      create trigger chain before insert on journal_entries
        for each row execute function chain_journal_entry();
    `)
  }
}
