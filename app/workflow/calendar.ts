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
  const wall = Date.parse(day) + hour * 3_600_000
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

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds to add to UTC to get the wall clock. Making a formatter is slow, so each is kept. */
function offset(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    clocks.set(timeZone, clock)
  }
  const name = clock.formatToParts(instant).find(({ type }) => type === 'timeZoneName')!.value
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name)!
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return sign === '-' ? -size : size
}
