import { SENT } from '#reporting/trays'
import { sql } from '#tenancy/scope'

export interface Arrivals {
  /** Sent since Monday, and since the first of the month, in Paris. */
  week: number
  month: number
  /** What has waited longest for the accueil. */
  oldest: { id: string; reference: string; filedAt: Date } | null
  /** The first days of these periods, `yyyy-mm-dd`. */
  weekFrom: string
  monthFrom: string
}

export async function arrivals(): Promise<Arrivals> {
  const since = (unit: 'week' | 'month') =>
    `date_trunc('${unit}', now() at time zone 'Europe/Paris')`
  const received = (unit: 'week' | 'month') =>
    `(select count(*)::int from dossiers where tray = any(?::text[])
        and filed_at >= ${since(unit)} at time zone 'Europe/Paris')`
  const [row] = await sql<Arrivals & { id: string | null; reference: string; filed_at: Date }>(
    `select ${received('week')} as week, ${received('month')} as month,
       to_char(${since('week')}, 'YYYY-MM-DD') as "weekFrom",
       to_char(${since('month')}, 'YYYY-MM-DD') as "monthFrom", oldest.*
     from (select) one left join lateral (select id, reference, filed_at from dossiers
       where tray = 'accueil' order by filed_at, id limit 1) oldest on true`,
    [[...SENT], [...SENT]]
  )
  const { id, reference, filed_at: filedAt, ...counts } = row!
  return { ...counts, oldest: id ? { id, reference, filedAt } : null }
}
