import { BaseSchema } from '@adonisjs/lucid/schema'
import { appRole, protect } from '#database/tenant_table'

/**
 * The words that are in the dossiers of a commune, each once: what a search that is typed otherwise, or
 * wrongly, is led to. Gathered beside, so that a sending does not wait for it.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table search_words (
        commune_id uuid not null references communes,
        id uuid not null default gen_random_uuid(),
        word text not null,
        -- What French makes of it without its endings.
        stem text not null,
        primary key (commune_id, id),
        unique (commune_id, word)
      );
      create index search_words_stem on search_words (commune_id, stem);
      create index search_words_near on search_words using gin (commune_id, word gin_trgm_ops);
      ${protect('search_words')}
      -- Its operators are not leakproof, as those of dossier_texts: read by the function below.
      alter table search_words no force row level security;

      -- SECURITY DEFINER: see above. It answers with words of the commune in scope, which it takes from
      -- the setting, for those that no word there begins like: the nearest by their letters.
      create function nearest_words(sought text[]) returns table (asked text, word text)
        language plpgsql stable security definer rows 20 set search_path = pg_catalog, pg_temp
        set pg_trgm.similarity_threshold = 0.3
        set enable_seqscan = off as $$
        declare
          commune uuid := nullif(current_setting('app.commune_id', true), '')::uuid;
          one text;
        begin
          foreach one in array sought loop
            continue when exists (select from public.search_words w
              where w.commune_id = commune and w.word like one || '%');
            return query select one, w.word from public.search_words w
              where w.commune_id = commune and w.word operator(public.%) one
                and abs(length(w.word) - length(one)) <= 2
              order by public.similarity(w.word, one) desc, w.word limit 10;
          end loop;
        end $$;
      revoke all on function nearest_words from public;
      grant execute on function nearest_words to ${appRole()};

      insert into search_words (commune_id, word, stem)
        select distinct t.commune_id, w.word, coalesce((ts_lexize('french_stem', w.word))[1], w.word)
        from dossier_texts t, unnest(tsvector_to_array(t.words)) w (word)
        where w.word ~ '^[[:alpha:]]{3,30}$';
    `)
  }
}
