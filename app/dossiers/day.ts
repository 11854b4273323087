import type { DateTime } from 'luxon'

/** The day on which dates are judged: France and Belgium share one clock. */
export function dayOf(now: DateTime): string {
  return now.setZone('Europe/Paris').toISODate()!
}
