import { DateTime } from 'luxon'
import type { Span } from '#reporting/figures/period'
import { sumOf, type Tallies, talliesOf, type Tally } from '#reporting/figures/tallies'
import { sql } from '#tenancy/scope'

/**
 * The figures of these days. Large months and days that were added up are read as such (a year of a
 * million dossiers is a dozen rows and some days); what is left, and all days where only some
 * démarches are asked for, is counted from the facts. What is added up keeps how many of each delay
 * there were, so that medians stay exact. The day of what is
 * counted is its own: a dossier received in October and closed in November is one received in
 * October and one closed in November.
 *
 * @param demarcheIds only these; null for all
 * @param totals no more than the dimension `all`
 */
export async function tallies(
  span: Span,
  demarcheIds: string[] | null,
  totals = false
): Promise<Tallies> {
  if (span.from > span.until) return {}
  const added = demarcheIds ? [] : await addedUp(span, totals)
  const parts = added.map((one) => one.tallies)
  for (const rest of without(span, added)) {
    parts.push(await countTallies(rest, demarcheIds, totals))
  }
  return sumOf(parts)
}

/** Whole months of the span that were added up, and the days of it outside of them. */
async function addedUp({ from, until }: Span, totals: boolean) {
  const content = totals ? `jsonb_build_object('all', tallies->'all')` : 'tallies'
  const months = await sql<Span & { tallies: Tallies }>(
    `select month::text as from, (month + interval '1 month')::date - 1 || '' as until,
       ${content} as tallies
     from figure_months
     where month >= ?::date and (month + interval '1 month')::date <= ?::date + 1`,
    [from, until]
  )
  const days = await sql<Span & { tallies: Tallies }>(
    `select day::text as from, day::text as until, ${content} as tallies from figure_days
     where day >= ?::date and day <= ?::date and date_trunc('month', day)::date <> all(?::date[])`,
    [from, until, months.map((month) => month.from)]
  )
  return [...months, ...days]
}

/** What is left of a span without these parts of it, which do not overlap. */
export function without({ from, until }: Span, parts: Span[]): Span[] {
  const left: Span[] = []
  let start = DateTime.fromISO(from)
  const end = DateTime.fromISO(until)
  for (const part of [...parts].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const begins = DateTime.fromISO(part.from)
    if (start < begins) left.push(spanOf(start, begins.minus({ days: 1 })))
    start = DateTime.fromISO(part.until).plus({ days: 1 })
  }
  if (start <= end) left.push(spanOf(start, end))
  return left
}

const spanOf = (from: DateTime, until: DateTime): Span => ({
  from: from.toISODate()!,
  until: until.toISODate()!,
})

const KIND = `case kind when 'closed' then coalesce(final, 'dropped') else kind end`

const BY = {
  demarche: 'demarche_id',
  service: 'service_id',
  agent: 'agent_id',
  channel: 'channel',
} as const

/** Of what has a value, the values are told apart; of days there are too many, and they are only counted. */
const ALL = `
  select case when grouping(day) = 0 then 'day' when grouping(weekday) = 0 then 'weekday'
      when grouping(reason) = 0 then 'reason'
      ${Object.entries(BY)
        .map(([dimension, column]) => `when grouping(${column}) = 0 then '${dimension}'`)
        .join(' ')}
      else 'all' end as dimension,
    coalesce(day::text, weekday::text, reason, demarche_id::text, service_id::text, agent_id::text,
      channel, '') as key, kind, value, count(*)::int as count
  from found group by grouping sets ((kind, value), (kind, day), (kind, weekday), (kind, reason),
    ${Object.values(BY)
      .map((column) => `(kind, value, ${column})`)
      .join(', ')})`

const TOTALS = `
  select 'all' as dimension, '' as key, kind, value, count(*)::int as count
  from found group by kind, value`

/** The same, from the facts alone. */
export async function countTallies(
  { from, until }: Span,
  demarcheIds: string[] | null,
  totals = false
): Promise<Tallies> {
  const rows = await sql<Tally>(
    `with found as (
       select ${KIND} as kind, value, day, extract(isodow from day)::int as weekday, demarche_id,
         service_id, agent_id, channel, reason
       from facts where day >= ?::date and day <= ?::date
         ${demarcheIds ? 'and demarche_id = any(?::uuid[])' : ''}
     ) ${totals ? TOTALS : ALL}`,
    [from, until, ...(demarcheIds ? [demarcheIds] : [])]
  )
  return talliesOf(rows.filter(({ dimension, key }) => dimension === 'all' || key !== ''))
}
