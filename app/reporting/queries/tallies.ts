import { DateTime } from 'luxon'
import type { Span } from '#reporting/figures/period'
import { sumOf, type Tallies, talliesOf, type Tally } from '#reporting/figures/tallies'
import { sql } from '#tenancy/scope'

/**
 * The figures of these days. Months that were added up are read as such; the days around them, and
 * all days where only some démarches are asked for, are counted from the facts. The day of what is
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
  const months = demarcheIds ? [] : await addedUp(span, totals)
  const parts = months.map((one) => one.tallies)
  for (const rest of without(
    span,
    months.map(({ month }) => month)
  )) {
    parts.push(await countTallies(rest, demarcheIds, totals))
  }
  return sumOf(parts)
}

/** Whole months of the span that were added up. */
async function addedUp({ from, until }: Span, totals: boolean) {
  const content = totals ? `jsonb_build_object('all', tallies->'all')` : 'tallies'
  return sql<{ month: string; tallies: Tallies }>(
    `select month::text as month, ${content} as tallies from figure_months
     where month >= ?::date and (month + interval '1 month')::date <= ?::date + 1 order by month`,
    [from, until]
  )
}

/** What is left of a span without these months, in whole stretches. */
export function without({ from, until }: Span, months: string[]): Span[] {
  const left: Span[] = []
  let start = DateTime.fromISO(from)
  const end = DateTime.fromISO(until)
  for (const month of [...months].sort().map((one) => DateTime.fromISO(one))) {
    if (start < month) left.push(spanOf(start, month.minus({ days: 1 })))
    start = month.plus({ months: 1 })
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
