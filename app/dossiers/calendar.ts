import { DateTime } from 'luxon'
import { LRUCache } from 'lru-cache'
import {
  type Calendar,
  calendarOf,
  type Country,
  type Definition,
  nextDue,
  type Standing,
  timeLeft,
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

export interface Dates {
  /** When something comes by itself; null if nothing ever does. */
  dueAt: DateTime | null
  /** The last day of the delay that ends first; null where none runs, or only some that stand still. */
  limitOn: DateTime | null
}

/** What the clock has in store for a dossier that stands so. */
export async function nextDates(workflow: Definition, standing: Standing): Promise<Dates> {
  if (!workflow.deadlines?.length) return { dueAt: null, limitOn: null }
  return datesOf(workflow, standing, await communeCalendar())
}

/** The same, counted with this calendar. */
export function datesOf(workflow: Definition, standing: Standing, calendar: Calendar): Dates {
  const next = nextDue(workflow, standing, calendar)
  const [first] = timeLeft(workflow, standing, calendar, standing.since).filter(
    ({ suspended }) => !suspended
  )
  return {
    dueAt: next === null ? null : DateTime.fromISO(next),
    limitOn: first ? DateTime.fromISO(first.lastDay) : null,
  }
}
