import { DateTime } from 'luxon'
import { sql, withCommune } from '#tenancy/scope'
import type { TestCommune } from '#tests/support/world'
import { correctionAskedAt } from '../deadlines/support.js'

const COLUMNS = `
  select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
  where table_schema = 'public' and table_name = 'dossiers' and is_generated = 'NEVER'`

/** Dossiers whose usager was asked for a correction 40 days ago: one, and copies of it. */
export async function addOverdue(commune: TestCommune, count: number) {
  const id = await correctionAskedAt(commune, DateTime.now().minus({ days: 40 }))
  await withCommune(commune.id, async () => {
    const [{ columns }] = (await sql<{ columns: string }>(COLUMNS)) as [{ columns: string }]
    await sql(
      `insert into dossiers (${columns})
       select ${columns.replace(/\w+/g, 'copy.$&')} from generate_series(2, ?) n
       cross join lateral (select * from dossiers where id = ?) one
       cross join lateral jsonb_populate_record(null::dossiers, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(),
         'reference', 'CPY-' || lpad(n::text, 4, '0'), 'contact_email', 'copie' || n || '@exemple.fr')) copy`,
      [count, id]
    )
  })
}
