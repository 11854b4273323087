import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole } from '#database/tenant_table'

/** What operators may know of how communes use the platform: how much, and never what. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- SECURITY DEFINER: no scope shows every commune. It puts each in scope in turn, so that the
      -- policies hold here as everywhere, and answers with counts, sizes and dates: no column of it
      -- could carry a word that somebody wrote. From the console only.
      create function commune_usage()
        returns table (id uuid, this_month integer, last_month integer, dossiers integer,
          bytes bigint, agents integer, last_activity timestamptz)
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        #variable_conflict use_variable
        declare
          month timestamptz := date_trunc('month', now(), 'Europe/Paris');
        begin
          if current_setting('app.console', true) is distinct from 'on'
            or nullif(current_setting('app.commune_id', true), '') is not null then
            raise exception 'usage is counted from the console' using errcode = '42501';
          end if;
          for id in select c.id from public.communes c loop
            perform set_config('app.commune_id', id::text, true);
            select count(*) filter (where d.submitted_at >= month),
              count(*) filter (where d.submitted_at < month
                and d.submitted_at >= month - interval '1 month'),
              count(*) filter (where d.submitted_at is not null),
              max(d.updated_at)
              into this_month, last_month, dossiers, last_activity
              from public.dossiers d where d.commune_id = id;
            select coalesce(sum(p.size), 0) into bytes
              from public.pieces p where p.commune_id = id and p.removed_at is null;
            select count(*), greatest(last_activity, max(a.last_sign_in_at))
              into agents, last_activity
              from public.accounts a
              where a.commune_id = id and a.suspended_at is null and a.joined_at is not null;
            return next;
          end loop;
          perform set_config('app.commune_id', '', true);
        end $$;
      revoke all on function commune_usage from public;
      grant execute on function commune_usage to ${appRole()};
    `)
  }
}
