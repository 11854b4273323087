import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole, protect } from '#database/tenant_table'

const LIMIT = `(select nullif(current_setting('app.demarche_ids', true), '')::uuid[])`

/**
 * Large days that are over, added up as months are: of a year that is under way, the days of the
 * present month and of the same one a year ago would else be counted anew for each reader.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table figure_days (
        commune_id uuid not null references communes,
        id uuid not null,
        day date not null,
        tallies jsonb not null,
        made_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, day)
      );
      ${protect('figure_days')}
      create policy limited on figure_days as restrictive
        using (${LIMIT} is null) with check (${LIMIT} is null);

      -- A day of which a fact comes, changes or goes is forgotten. The lock keeps whoever adds it up at
      -- that moment from missing it; it is not taken for the present day, which is never added up.
      create function forget_days() returns trigger
        language plpgsql set search_path = pg_catalog, pg_temp as $$
        declare
          scope uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
          days date[];
        begin
          select array_agg(distinct c.day) into days from changed c
            where c.day < (now() at time zone 'Europe/Paris')::date;
          if days is not null then
            perform pg_advisory_xact_lock(hashtextextended('figures:' || scope, 0));
            delete from public.figure_days d where d.commune_id = scope and d.day = any(days);
          end if;
          return null;
        end $$;
      grant execute on function forget_days to ${appRole()};
      create trigger forget_days_added after insert on facts
        referencing new table as changed for each statement execute function forget_days();
      create trigger forget_days_gone after delete on facts
        referencing old table as changed for each statement execute function forget_days();
      create trigger forget_days_changed after update on facts
        referencing new table as changed for each statement execute function forget_days();
      create trigger forget_days_left after update on facts
        referencing old table as changed for each statement execute function forget_days();
    `)
  }
}
