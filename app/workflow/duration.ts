import type { Duration } from './definition.js'

/** `hours` for an exact delay; the others count whole days of the calendar. */
export interface Span {
  years: number
  months: number
  days: number
  hours: number
}

const shape = /^P(?=.)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$|^PT(\d{1,5})H$/

/** Reads `P30D`, `P2M`, `PT48H`; null for anything else, and for no time at all. */
export function parseDuration(text: Duration): Span | null {
  const found = shape.exec(text)
  if (!found) return null
  const [years, months, weeks, days, hours] = found.slice(1).map((part) => Number(part ?? 0))
  const span = { years: years!, months: months!, days: weeks! * 7 + days!, hours: hours! }
  return Object.values(span).some((amount) => amount > 0) ? span : null
}

/** A day of the civil calendar, `YYYY-MM-DD`. */
export type Day = string

/** The same day so many months later, or the last of that month: 31 January + 1 month = 28 February. */
export function addSpan(day: Day, { years, months, days }: Span): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const target = month - 1 + months + years * 12
  const last = new Date(Date.UTC(year, target + 1, 0)).getUTCDate()
  return iso(Date.UTC(year, target, Math.min(date, last) + days))
}

export function addDays(day: Day, days: number): Day {
  return iso(Date.parse(day) + days * 86_400_000)
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function iso(time: number): Day {
  return new Date(time).toISOString().slice(0, 10)
}
