import type { Client } from 'pg'

/**
 * Runs `fill` in one transaction in which these tables take rows fast: `COPY` is refused where
 * row-level security binds whoever calls, so it does not bind the owner meanwhile; lines of the
 * journal come with their hashes; and, where much is added, indexes and foreign keys are made anew
 * at the end rather than kept up row by row. All of it is as before at the end, also where it fails.
 * Nobody else reads these tables meanwhile.
 *
 * @param isMuch whether what is added is more than what is there
 */
export async function withTablesAside(
  client: Client,
  tables: string[],
  isMuch: boolean,
  fill: () => Promise<void>
) {
  await client.query('begin')
  try {
    const forced = await forcedOf(client, tables)
    await client.query(
      forced.map((table) => `alter table ${table} no force row level security`).join(';')
    )
    await client.query('alter table journal_entries disable trigger chain')
    const { taken, back } = isMuch ? await keptUp(client, tables) : { taken: [], back: [] }
    await inTurn(client, taken)
    await fill()
    await client.query(`set local maintenance_work_mem = '512MB'`)
    await inTurn(client, back)
    await client.query('alter table journal_entries enable trigger chain')
    await client.query(
      forced.map((table) => `alter table ${table} force row level security`).join(';')
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function inTurn(client: Client, statements: string[]) {
  for (const statement of statements) await client.query(statement)
}

async function forcedOf(client: Client, tables: string[]): Promise<string[]> {
  const { rows } = await client.query(
    `select oid::regclass::text as name from pg_class
     where oid = any($1::text[]::regclass[]) and relforcerowsecurity`,
    [tables]
  )
  return rows.map(({ name }) => name)
}

/** What takes the indexes and foreign keys of these tables away, and what brings them back. */
async function keptUp(client: Client, tables: string[]) {
  const { rows } = await client.query(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as taken,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname,
         pg_get_constraintdef(oid)) as back, confrelid::regclass::text as other, 1 as turn
     from pg_constraint where contype = 'f' and conrelid = any($1::text[]::regclass[])
     union all
     select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid), null, 0
     from pg_index i where indrelid = any($1::text[]::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     order by turn, taken`,
    [tables]
  )
  // Whether a row refers to one that is there is asked of all at once, and of every commune.
  const others = await forcedOf(client, [
    ...new Set(rows.map(({ other }) => other).filter(Boolean)),
  ])
  const seen = others.filter((other) => !tables.includes(other))
  return {
    taken: rows.map(({ taken }) => taken),
    back: [
      ...seen.map((table) => `alter table ${table} no force row level security`),
      ...rows.map(({ back }) => back),
      ...seen.map((table) => `alter table ${table} force row level security`),
    ],
  }
}
