import { DateTime } from 'luxon'

export interface Limit {
  /** ISO: the last day on which it is still time. */
  day: string
  /** Days left; 0 on the last one, negative after. */
  days: number
  tone: 'danger' | 'warning' | 'neutral'
}

/** From this many days on, it is time to hurry. */
const SOON = 3

/** How near the end of a delay is, in days of the calendar unless they were counted otherwise. */
export function limitOf(day: string, today: string, days = daysBetween(today, day)): Limit {
  return { day, days, tone: days < 0 ? 'danger' : days <= SOON ? 'warning' : 'neutral' }
}

function daysBetween(from: string, to: string): number {
  return Math.round(DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days)
}
