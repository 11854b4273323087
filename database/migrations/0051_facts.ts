import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole, protect } from '#database/tenant_table'

const LIMIT = `(select nullif(current_setting('app.demarche_ids', true), '')::uuid[])`
const within = `nullif(${LIMIT} is null or demarche_id = any (${LIMIT}::uuid[]), false) is not null`

/**
 * What figures are counted from: one narrow row for each thing that happened to a dossier, which
 * stays when the dossier is purged. It says nothing of anybody.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table facts (
        commune_id uuid not null references communes,
        id uuid not null default gen_random_uuid(),
        -- No foreign key: what happened is counted once the dossier is gone.
        dossier_id uuid not null,
        kind text not null check (kind in
          ('received', 'first', 'correction', 'transferred', 'closed', 'feedback')),
        -- Of those of one kind.
        number integer not null default 1,
        -- In Paris.
        day date not null,
        -- Days since it was received, of what was first done and of the closing; how easy it was, of a feedback.
        value integer,
        demarche_id uuid not null,
        -- Who it was given to, who did it, in whose charge it was closed.
        service_id uuid,
        agent_id uuid,
        channel text not null,
        final text,
        -- Of a refusal: what was chosen from a list. Never what somebody wrote.
        reason text,
        primary key (commune_id, id),
        unique (commune_id, dossier_id, kind, number)
      );
      create index facts_day on facts (commune_id, day);
      create index facts_demarche on facts (commune_id, demarche_id, day);
      ${protect('facts')}
      create policy limited on facts as restrictive using (${within}) with check (${within});

      -- Up to which change of its dossiers a commune was counted.
      create table figure_marks (
        commune_id uuid not null references communes,
        -- One in each commune; the same wherever it is carried.
        id uuid not null default '00000000-0000-7000-8000-000000000000',
        seen_to timestamptz not null,
        primary key (commune_id, id),
        check (id = '00000000-0000-7000-8000-000000000000')
      );
      ${protect('figure_marks')}

      -- The figures of a large month that is over, added up: see app/reporting/figures.
      create table figure_months (
        commune_id uuid not null references communes,
        id uuid not null,
        month date not null,
        tallies jsonb not null,
        made_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, month)
      );
      ${protect('figure_months')}
      -- They are of all démarches: who is limited to some reads none of them.
      create policy limited on figure_months as restrictive
        using (${LIMIT} is null) with check (${LIMIT} is null);

      -- What waits, by who holds it: read without a dossier.
      create index dossiers_open on dossiers (commune_id, tray, service_id, assignee_id)
        include (demarche_id, state_label, limit_on, filed_at, id)
        where tray in ('accueil', 'usager', 'service');

      -- Certificates of destruction tell delays and reasons, too.
      alter table purges
        add column first_days integer,
        add column closed_days integer,
        add column corrections integer,
        add column refusal text;

      ${COUNT}
      grant execute on function count_facts to ${appRole()};

      -- Whatever destroys a dossier says so here before, and its facts are then what they will remain.
      create function count_purged() returns trigger
        language plpgsql set search_path = pg_catalog, pg_temp as $$
        begin
          perform public.count_facts(array[new.id]);
          if new.reference is not null and new.corrections is null then
            select min(f.value) filter (where f.kind = 'first'),
              min(f.value) filter (where f.kind = 'closed'),
              count(*) filter (where f.kind = 'correction'),
              min(f.reason)
            into new.first_days, new.closed_days, new.corrections, new.refusal
            from public.facts f where f.commune_id = new.commune_id and f.dossier_id = new.id;
          end if;
          return new;
        end $$;
      create trigger count_purged before insert on purges for each row execute function count_purged();
    `)
  }
}

/**
 * Rebuilds the facts of these dossiers from their journals, as often as one likes: what is right
 * already is not written. Facts of a dossier that is gone stay. Days and the order of steps are
 * those of the journal; what a state or a chosen reason means is looked up in the workflow under
 * which the dossier was begun. Months that were added up and have changed are forgotten; the lock
 * keeps whoever adds one up at that moment from missing it.
 */
const COUNT = `
  create function count_facts(dossiers uuid[]) returns integer
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
      scope uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
      changed date[];
      written integer;
    begin
      if nullif(current_setting('app.demarche_ids', true), '') is not null then return 0; end if;
      with sent as (
        select d.id, d.demarche_id, d.version_id, d.service_id, d.channel, d.final, d.closed_at,
          (d.submitted_at at time zone 'Europe/Paris')::date as day
        from public.dossiers d
        where d.commune_id = scope and d.id = any(count_facts.dossiers) and d.submitted_at is not null
      ), versions as (
        select v.id, v.workflow from public.demarche_versions v
        where v.commune_id = scope and v.id in (select version_id from sent)
      ), usager_states as materialized (
        select v.id as version_id, s.key as state from versions v, jsonb_each(v.workflow->'states') s
        where s.value->>'holder' = 'usager'
      ), reasons as materialized (
        select v.id as version_id, a.key as action, f.value->>'key' as field, f.ordinality as place,
          c->>'value' as value, c->>'label' as label
        from versions v, jsonb_each(v.workflow->'actions') a,
          jsonb_array_elements(coalesce(nullif(a.value->'form', 'null'), '[]')) with ordinality f,
          jsonb_array_elements(coalesce(nullif(f.value->'choices', 'null'), '[]')) c
        where f.value->>'kind' = 'choice'
      ), steps as (
        select j.dossier_id, j.id, j.type, j.action, j.from_state, j.to_state, j.actor_role, j.data,
          case when j.actor_role in ('accueil', 'superviseur') then j.actor_id end as agent_id,
          case when j.actor_role = 'service' then j.actor_id end as acting_service,
          (j.service->>'id')::uuid as service_id,
          lag((j.service->>'id')::uuid) over wind as former_service,
          lead(j.id) over wind is null as is_last,
          (j.at at time zone 'Europe/Paris')::date as day
        from public.journal_entries j
        where j.commune_id = scope and j.dossier_id = any(count_facts.dossiers) and j.to_state is not null
        window wind as (partition by j.dossier_id order by j.id)
      ), wanted as (
        select s.id as dossier_id, 'received' as kind, 1::bigint as number, s.day, null::integer as value,
          null::uuid as service_id, null::uuid as agent_id, null as final, null as reason
        from sent s
        union all
        (select distinct on (j.dossier_id) j.dossier_id, 'first', 1, j.day, greatest(0, j.day - s.day),
          j.acting_service, j.agent_id, null, null
        from steps j join sent s on s.id = j.dossier_id
        where j.type = 'action' and j.actor_role in ('accueil', 'service', 'superviseur')
        order by j.dossier_id, j.id)
        union all
        select j.dossier_id, 'correction', row_number() over (partition by j.dossier_id order by j.id),
          j.day, null, j.acting_service, j.agent_id, null, null
        from steps j join sent s on s.id = j.dossier_id
          join usager_states u on u.version_id = s.version_id and u.state = j.to_state
        where j.type = 'action' and j.actor_role in ('accueil', 'service', 'superviseur')
          and j.from_state is distinct from j.to_state
        union all
        select j.dossier_id, 'transferred', row_number() over (partition by j.dossier_id order by j.id),
          j.day, null, j.service_id, j.agent_id, null, null
        from steps j join sent s on s.id = j.dossier_id
        where j.service_id is not null and j.service_id is distinct from j.former_service
        union all
        select s.id, 'closed', 1, (s.closed_at at time zone 'Europe/Paris')::date,
          greatest(0, (s.closed_at at time zone 'Europe/Paris')::date - s.day), s.service_id,
          j.agent_id, s.final, case when s.final = 'refused' then
            (select r.label from reasons r where r.version_id = s.version_id and r.action = j.action
              and j.data->>r.field = r.value order by r.place limit 1) end
        from sent s left join steps j on j.dossier_id = s.id and j.is_last
        where s.closed_at is not null
        union all
        select s.id, 'feedback', 1, (f.created_at at time zone 'Europe/Paris')::date, f.ease,
          null, null, null, null
        from sent s join public.feedbacks f on f.commune_id = scope and f.dossier_id = s.id
      ), former as (
        select f.* from public.facts f
        where f.commune_id = scope and f.dossier_id in (select id from sent)
      ), turned as (
        select f.id, f.day from former f
        where not exists (select from wanted w where w.dossier_id = f.dossier_id and w.kind = f.kind
          and w.number = f.number and w.day = f.day and w.value is not distinct from f.value
          and w.service_id is not distinct from f.service_id
          and w.agent_id is not distinct from f.agent_id and w.final is not distinct from f.final
          and w.reason is not distinct from f.reason)
      ), gone as (
        delete from public.facts f using turned t
        where f.commune_id = scope and f.id = t.id and not exists (select from wanted w
          where w.dossier_id = f.dossier_id and w.kind = f.kind and w.number = f.number)
        returning f.day
      ), kept as (
        insert into public.facts (commune_id, dossier_id, kind, number, day, value, demarche_id,
          service_id, agent_id, channel, final, reason)
        select scope, w.dossier_id, w.kind, w.number, w.day, w.value, s.demarche_id, w.service_id,
          w.agent_id, s.channel, w.final, w.reason
        from wanted w join sent s on s.id = w.dossier_id
        where not exists (select from former f where f.dossier_id = w.dossier_id and f.kind = w.kind
          and f.number = w.number and not exists (select from turned t where t.id = f.id))
        on conflict (commune_id, dossier_id, kind, number) do update set day = excluded.day,
          value = excluded.value, service_id = excluded.service_id, agent_id = excluded.agent_id,
          final = excluded.final, reason = excluded.reason
        returning day
      ), all_days as (
        select day from turned union all select day from gone union all select day from kept
      )
      select array_agg(distinct date_trunc('month', day)::date)
          filter (where day < date_trunc('month', now() at time zone 'Europe/Paris')::date),
        count(*)
        into changed, written from all_days;
      if changed is not null then
        perform pg_advisory_xact_lock(hashtextextended('figures:' || scope, 0));
        delete from public.figure_months m where m.commune_id = scope and m.month = any(changed);
      end if;
      return written;
    end $$;
`
