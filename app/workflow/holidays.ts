import { type Calendar, isWeekday } from './calendar.js'
import type { Day } from './duration.js'

export type Country = 'FR' | 'BE'

const timeZones: Record<Country, string> = { FR: 'Europe/Paris', BE: 'Europe/Brussels' }

const calendars = new Map<string, Promise<Calendar>>()

/**
 * The working days of a country: Monday to Friday but for its public holidays. `region` is
 * date-holidays' state code, where local law adds days (`57`, `67`, `68`: Alsace and Moselle).
 * Imports the holidays' data on demand, so that a browser bundle does not carry it.
 */
export function calendarOf(country: Country, region?: string): Promise<Calendar> {
  const key = `${country}/${region ?? ''}`
  let calendar = calendars.get(key)
  if (!calendar) calendars.set(key, (calendar = load(country, region)))
  return calendar
}

async function load(country: Country, region?: string): Promise<Calendar> {
  const { default: Holidays } = await import('date-holidays')
  const holidays = region ? new Holidays(country, region) : new Holidays(country)
  const years = new Map<string, Set<Day>>()

  function daysOff(year: string): Set<Day> {
    let days = years.get(year)
    if (!days) {
      const off = holidays.getHolidays(year).filter(({ type }) => type === 'public')
      years.set(year, (days = new Set(off.map(({ date }) => date.slice(0, 10)))))
    }
    return days
  }

  return {
    timeZone: timeZones[country],
    isWorkingDay: (day) => isWeekday(day) && !daysOff(day.slice(0, 4)).has(day),
  }
}
