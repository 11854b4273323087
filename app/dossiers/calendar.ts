import { DateTime } from 'luxon'
import { LRUCache } from 'lru-cache'
import {
  type Calendar,
  calendarOf,
  type Country,
  type Definition,
  nextDue,
  type Standing,
} from '#workflow/main'
import { currentCommuneId, sql } from '#tenancy/scope'

/** Asked at each step of each dossier, and as good as never changed: looked up once a minute. */
const calendars = new LRUCache<string, Calendar>({ max: 10_000, ttl: 60_000 })

/** What the delays of the commune in scope are counted with: its country's holidays, its own clock. */
export async function communeCalendar(): Promise<Calendar> {
  const id = currentCommuneId()
  const known = calendars.get(id)
  if (known) return known

  const [commune] = await sql<{ country: Country; timezone: string }>(
    `select country, timezone from communes where id = ?`,
    [id]
  )
  const { country, timezone } = commune!
  const calendar = { ...(await calendarOf(country)), timeZone: timezone }
  calendars.set(id, calendar)
  return calendar
}

/** When something comes by itself to a dossier that stands so; null if nothing ever does. */
export async function nextDeadline(
  workflow: Definition,
  standing: Standing
): Promise<DateTime | null> {
  if (!workflow.deadlines?.length) return null
  const next = nextDue(workflow, standing, await communeCalendar())
  return next === null ? null : DateTime.fromISO(next)
}
