import { DateTime } from 'luxon'
import {
  type Calendar,
  calendarOf,
  type Country,
  type Definition,
  nextDue,
  type Standing,
} from '#workflow/main'
import { currentCommuneId, sql } from '#tenancy/scope'

/** What the delays of the commune in scope are counted with: its country's holidays, its own clock. */
export async function communeCalendar(): Promise<Calendar> {
  const [commune] = await sql<{ country: Country; timezone: string }>(
    `select country, timezone from communes where id = ?`,
    [currentCommuneId()]
  )
  const { country, timezone } = commune!
  return { ...(await calendarOf(country)), timeZone: timezone }
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
