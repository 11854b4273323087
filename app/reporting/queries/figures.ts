import { DateTime } from 'luxon'
import { freshen } from '#reporting/actions/keep_figures'
import type { Period } from '#reporting/figures/period'
import { CLOSED, countOf, type Kind, type Tallies } from '#reporting/figures/tallies'
import { tallies } from '#reporting/queries/tallies'
import { workload, type Workload } from '#reporting/queries/workload'
import { sql } from '#tenancy/scope'

export interface Figures {
  period: Period
  now: Tallies
  /** Of the period that it is compared with: the dimension `all`. */
  before: Tallies
  /** Open at the end of the period, and on the eve of its first day. */
  waiting: { end: number; start: number }
  /** What is open today. */
  load: Workload
  /** Names by id: of démarches, services and agents that figures speak of. */
  names: Map<string, string>
  /** Up to when they are complete. */
  at: Date
}

/** All the figures of a period, for the démarches that the reader may see, or for one of them. */
export async function figures(
  period: Period,
  demarcheId: string | null,
  today: DateTime
): Promise<Figures> {
  const at = await freshen()
  const demarcheIds = demarcheId ? [demarcheId] : await limits()
  const now = await tallies(period, demarcheIds)
  const before = await tallies(period.before, demarcheIds, true)
  const following = { from: dayAfter(period.until), until: today.toISODate()! }
  const after = await tallies(following, demarcheIds, true)
  const load = await workload(demarcheIds)

  const end = load.total - net(after)
  const waiting = { end, start: end - net(now) }
  return { period, now, before, waiting, load, names: await namesOf(now), at }
}

/** The démarches that the reader is limited to; null where they see all. */
async function limits(): Promise<string[] | null> {
  const [row] = await sql<{ ids: string[] | null }>(
    `select nullif(current_setting('app.demarche_ids', true), '')::uuid[]::text[] as ids`
  )
  return row?.ids ?? null
}

const dayAfter = (day: string) => DateTime.fromISO(day).plus({ days: 1 }).toISODate()!

/** How many more have come in than were closed. */
function net({ all }: Tallies): number {
  return total(all, ['received']) - total(all, CLOSED)
}

export const total = (all: Tallies['all'], kinds: readonly Kind[]) => countOf(all?.[''], kinds)

async function namesOf({ demarche = {}, service = {}, agent = {} }: Tallies) {
  const ids = [demarche, service, agent].map((cells) => Object.keys(cells))
  const rows = await sql<{ id: string; name: string }>(
    `select id, title as name from demarches where id = any(?::uuid[])
     union all select id, name from services where id = any(?::uuid[])
     union all select id, name from accounts where id = any(?::uuid[])`,
    ids
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
