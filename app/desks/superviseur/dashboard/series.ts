import { DateTime } from 'luxon'
import type { Span } from '#reporting/figures/period'

export interface Step {
  /** « 3 novembre », « semaine du 2 novembre », « novembre 2026 ». */
  label: string
  /** As short as it can be, under a column. */
  short: string
  /** Its days, `yyyy-mm-dd`. */
  days: string[]
}

const NBSP = '\u00a0'
/** A month is drawn by day, what is longer by week, what is longer still by month. */
const MOST_DAYS = 31
const MOST_WEEKS_DAYS = 120

/** A period in steps of a size that can be drawn. The first and the last may be cut by its ends. */
export function stepsOf({ from, until }: Span): Step[] {
  const first = DateTime.fromISO(from).setLocale('fr')
  const last = DateTime.fromISO(until)
  const length = last.diff(first, 'days').days + 1
  const unit = length <= MOST_DAYS ? 'day' : length <= MOST_WEEKS_DAYS ? 'week' : 'month'
  const years = first.year !== last.year
  const steps = new Map<string, Step>()
  for (let day = first; day <= last; day = day.plus({ days: 1 })) {
    const start = day.startOf(unit)
    const step = steps.get(start.toISODate()!) ?? { ...namesOf(start, unit, years), days: [] }
    step.days.push(day.toISODate()!)
    steps.set(start.toISODate()!, step)
  }
  return [...steps.values()]
}

function namesOf(start: DateTime, unit: 'day' | 'week' | 'month', years: boolean) {
  const number = start.day === 1 ? '1er' : String(start.day)
  const day = `${number}${NBSP}${start.toFormat('MMMM')}`
  switch (unit) {
    case 'day':
      return { label: day, short: String(start.day) }
    case 'week':
      return { label: `semaine du ${day}`, short: start.toFormat('dd/MM') }
    case 'month':
      return {
        label: start.toFormat('MMMM yyyy'),
        short: start.toFormat(years ? 'MM/yy' : 'MMM'),
      }
  }
}
