import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole, protect } from '#database/tenant_table'

/** The street base of a commune, as its country publishes it: streets, and the houses in them. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- A trusted extension: the owner may create it.
      create extension if not exists pg_trgm;

      create table streets (
        commune_id uuid not null references communes,
        id uuid not null,
        official_id text not null,
        name text collate "fr-x-icu" not null,
        -- In the other languages of a Belgian commune.
        other_names text[] not null default '{}',
        postcode text not null default '',
        city text not null default '',
        lat double precision,
        lon double precision,
        -- What it is found by: its words without accents, abbreviated and in full; and the same as
        -- one text, for words that are misspelt.
        words tsvector not null,
        spelling text not null,
        primary key (commune_id, id),
        unique (commune_id, official_id)
      );
      create index streets_words on streets using gin (commune_id, words);
      create index streets_spelling on streets using gin (commune_id, spelling gin_trgm_ops);
      ${protect('streets')}
      -- Neither operator of a search is leakproof: as for dossier_texts, the function below reads
      -- them as the owner, whom the policy does not bind here. The application it does.
      alter table streets no force row level security;

      -- SECURITY DEFINER: see above. It answers with ids of the commune in scope, which it takes
      -- from the setting and never from the caller; the rows themselves are read under the policy.
      -- Where the words as they were typed find nothing, one of them may be misspelt: streets that
      -- have the others and something like it. Never every street one after the other, which the
      -- planner takes for cheap: comparing is not.
      create function find_streets(sought tsquery, others text[], alike text[], most integer)
        returns setof uuid language plpgsql stable security definer rows 50
        set search_path = pg_catalog, pg_temp
        set pg_trgm.word_similarity_threshold = 0.4
        set enable_seqscan = off as $$
        declare
          commune uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
          rest tsquery;
          word text;
        begin
          return query select s.id from public.streets s
            where s.commune_id = commune and s.words @@ sought
            order by length(s.spelling), s.id limit most;
          if found then return; end if;
          for n in 1 .. coalesce(array_length(alike, 1), 0) loop
            rest := others[n]::tsquery;
            word := alike[n];
            if rest = ''::tsquery then
              return query select s.id from public.streets s
                where s.commune_id = commune and word operator(public.<%) s.spelling
                order by public.word_similarity(word, s.spelling) desc, length(s.spelling), s.id
                limit most;
            else
              return query select s.id from public.streets s
                where s.commune_id = commune and s.words @@ rest
                  and word operator(public.<%) s.spelling
                order by public.word_similarity(word, s.spelling) desc, length(s.spelling), s.id
                limit most;
            end if;
          end loop;
        end $$;
      revoke all on function find_streets from public;
      grant execute on function find_streets to ${appRole()};

      create table addresses (
        commune_id uuid not null references communes,
        id uuid not null,
        street_id uuid not null,
        official_id text not null,
        number integer not null,
        -- bis, A, or what follows the number in Belgium: -14.
        suffix text not null default '',
        postcode text not null default '',
        lat double precision,
        lon double precision,
        primary key (commune_id, id),
        unique (commune_id, official_id),
        foreign key (commune_id, street_id) references streets (commune_id, id) on delete cascade,
        check ((lat is null) = (lon is null))
      );
      create index addresses_house on addresses (commune_id, street_id, number, suffix);
      create index addresses_place on addresses (commune_id, lat, lon) where lat is not null;
      ${protect('addresses')}
    `)
  }
}
