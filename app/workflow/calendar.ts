import { type Day, addDays } from './duration.js'

/** What a delay counts with: the commune's time zone, and its working days. */
export interface Calendar {
  /** An IANA name: `Europe/Paris`. */
  timeZone: string
  isWorkingDay(day: Day): boolean
}

/** Monday to Friday without holidays: for the browser, for trials, for want of a country. */
export const weekdays: Calendar = { timeZone: 'Europe/Paris', isWorkingDay: isWeekday }

export function isWeekday(day: Day): boolean {
  const weekday = new Date(Date.parse(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The civil day of an instant, in ISO or in milliseconds. */
export function dayOf(instant: string | number, { timeZone }: Calendar): Day {
  const time = typeof instant === 'number' ? instant : Date.parse(instant)
  return new Date(time + offset(time, timeZone)).toISOString().slice(0, 10)
}

/** The instant at which that day's clock shows that hour. */
export function instantOf(day: Day, hour: number, { timeZone }: Calendar): number {
  const wall = Date.parse(day) + hour * HOUR
  const guess = wall - offset(wall, timeZone)
  return wall - offset(guess, timeZone)
}

/** The working day that comes `count` working days later. */
export function addWorkingDays(day: Day, count: number, calendar: Calendar): Day {
  let left = count
  let current = day
  while (left > 0) {
    current = addDays(current, 1)
    if (calendar.isWorkingDay(current)) left -= 1
  }
  return current
}

/** The working days after `from`, up to and including `to`. */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  let count = 0
  for (let day = from; day < to;) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) count += 1
  }
  return count
}

const clocks = new Map<string, (instant: number) => number>()

/** Milliseconds to add to UTC to get the wall clock. */
function offset(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) clocks.set(timeZone, (clock = offsetsOf(timeZone)))
  return clock(instant)
}

const HOUR = 3_600_000

/** Intl is slow (20 µs), and a zone changes on the hour: what it says of an hour is kept. */
function offsetsOf(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const known = new Map<number, number>()
  return (instant) => {
    const hour = Math.floor(instant / HOUR)
    let found = known.get(hour)
    if (found === undefined) {
      if (known.size > 20_000) known.clear()
      known.set(hour, (found = parseOffset(format.formatToParts(hour * HOUR))))
    }
    return found
  }
}

function parseOffset(parts: Intl.DateTimeFormatPart[]): number {
  const name = parts.find(({ type }) => type === 'timeZoneName')!.value
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name)!
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return sign === '-' ? -size : size
}
