import { countTallies } from '#reporting/queries/tallies'
import { sql } from '#tenancy/scope'
import { DateTime } from 'luxon'

/** How many dossiers one transaction counts. */
const BATCH = 1000

/** How many a page counts by itself, before it is shown. */
const MOST_AT_ONCE = 300

/** Longer than any transaction takes: what was changed before and seen after is looked at again. */
const MARGIN = '10 minutes'

interface Touched {
  at: string
  id: string
}

/**
 * Brings the facts of the commune in scope up to what has happened in it, a batch at a time: call
 * it, in a transaction each time, until it returns 0. Nobody who sends or treats a dossier waits for
 * it. It begins where it ended the last time, and counting twice changes nothing; killed anywhere it
 * begins again.
 */
export class CountFacts {
  #last: Touched | null = null
  #isDone = false

  /** @returns how many dossiers it has looked at */
  async handle(): Promise<number> {
    if (this.#isDone) return 0
    const touched = await touchedSince(this.#last ?? (await begun()), BATCH)
    await count(touched)
    this.#last = touched.at(-1) ?? null
    this.#isDone = touched.length < BATCH
    await mark(this.#isDone ? null : this.#last!.at)
    return touched.length
  }
}

/**
 * Counts what has happened since the worker last did, where that is little: a page shows what is
 * true now. Who is limited to some démarches sees what the worker has counted.
 *
 * @returns up to when figures are complete
 */
export async function freshen(): Promise<Date> {
  const [limited] = await sql(`select 1 where current_setting('app.demarche_ids', true) <> ''`)
  if (!limited) {
    const touched = await touchedSince(await begun(), MOST_AT_ONCE + 1)
    if (touched.length <= MOST_AT_ONCE) {
      await count(touched)
      return new Date()
    }
  }
  const [seen] = await sql<{ at: Date }>('select seen_to as at from figure_marks')
  return seen?.at ?? new Date(0)
}

async function count(touched: Touched[]) {
  if (touched.length === 0) return
  await sql('select count_facts(?::uuid[])', [[...new Set(touched.map(({ id }) => id))]])
}

async function begun(): Promise<Touched> {
  const [row] = await sql<{ at: string }>(
    `select (seen_to - interval '${MARGIN}')::text as at from figure_marks`
  )
  return { at: row?.at ?? '-infinity', id: '00000000-0000-0000-0000-000000000000' }
}

/** Dossiers that were sent, in the order in which they changed or were given a feedback. */
function touchedSince({ at, id }: Touched, most: number): Promise<Touched[]> {
  const walk = (tray: string) => `(select updated_at as at, id from dossiers
    where tray = '${tray}' and (updated_at, id) > (?::timestamptz, ?::uuid)
    order by updated_at, id limit ${most})`
  const trays = ['accueil', 'usager', 'service', 'closed']
  return sql<Touched>(
    `select at::text as at, id from (${trays.map(walk).join(' union all ')}
       union all (select created_at, dossier_id from feedbacks
         where created_at >= ?::timestamptz and (created_at, dossier_id) > (?::timestamptz, ?::uuid)
         order by created_at, dossier_id limit ${most})) touched
     order by touched.at, id limit ${most}`,
    [...trays.flatMap(() => [at, id]), at, at, id]
  )
}

/** @param at up to there; null for now */
async function mark(at: string | null) {
  await sql(
    `insert into figure_marks (commune_id, seen_to)
     values (current_setting('app.commune_id')::uuid, coalesce(?::timestamptz, now()))
     on conflict (commune_id, id) do update
       set seen_to = greatest(figure_marks.seen_to, excluded.seen_to)`,
    [at]
  )
}

/** What is added up: a row of its own for each large one that is over. */
type Unit = 'month' | 'day'

const TABLES = { month: 'figure_months', day: 'figure_days' } as const

/** One with fewer facts is counted as quickly as it would be read. */
const LARGE = { month: 5000, day: 300 } as const

/** The months or days that are over, large, and not added up: their first days, `yyyy-mm-dd`. */
export async function toAdd(unit: Unit, large: number = LARGE[unit]): Promise<string[]> {
  const rows = await sql<{ start: string }>(
    `select s.start::text as start from (
       select generate_series(date_trunc('${unit}', (select min(day) from facts)::timestamp),
         date_trunc('${unit}', now() at time zone 'Europe/Paris') - interval '1 day', '1 ${unit}')::date as start) s
     where not exists (select from ${TABLES[unit]} f where f.${unit} = s.start)
       and (select count(*) from (select from facts where day >= s.start
         and day < (s.start + interval '1 ${unit}')::date limit ?) counted) >= ?::int
     order by s.start`,
    [large, large]
  )
  return rows.map(({ start }) => start)
}

/**
 * Adds a month or a day up, for whoever reads a year: a hundred thousand facts in one row. It is
 * forgotten as soon as a fact of it changes (`count_facts`, `forget_days`), and added up again in the
 * next night.
 */
export async function addUp(unit: Unit, start: string) {
  await sql(
    `select pg_advisory_xact_lock(hashtextextended('figures:' || current_setting('app.commune_id'), 0))`
  )
  const until = DateTime.fromISO(start).endOf(unit).toISODate()!
  const tallies = await countTallies({ from: start, until }, null)
  await sql(
    `insert into ${TABLES[unit]} (commune_id, id, ${unit}, tallies)
     values (current_setting('app.commune_id')::uuid, gen_random_uuid(), ?::date, ?::jsonb)
     on conflict (commune_id, ${unit}) do update set tallies = excluded.tallies, made_at = now()`,
    [start, JSON.stringify(tallies)]
  )
}
