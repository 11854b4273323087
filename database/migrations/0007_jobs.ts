import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole } from '#database/tenant_table'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- SECURITY DEFINER: the queue's tables have row-level security and belong to the owner, so
      -- that the app role cannot read or rewrite jobs. All it can do is add one, and only for the
      -- commune in scope: the commune is taken from the setting, never from the caller.
      create function enqueue_job(task text, payload jsonb, run_at timestamptz, job_key text)
        returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
          commune uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
        begin
          if commune is null then
            raise exception 'a job is enqueued within the scope of a commune';
          end if;
          perform graphile_worker.add_job(
            task,
            payload => (payload || jsonb_build_object('communeId', commune))::json,
            run_at => run_at,
            max_attempts => 25,
            job_key => job_key
          );
        end $$;
      revoke all on function enqueue_job from public;
      grant execute on function enqueue_job to ${appRole()};

      create table rate_limits (
        key text primary key,
        points integer not null default 0,
        expire bigint
      );
      grant select, insert, update, delete on rate_limits to ${appRole()};
    `)
  }
}
