import { type Calendar, dayOf, workingDaysBetween } from './calendar.js'
import type { Definition, Recipient } from './definition.js'
import { type Day, daysBetween } from './duration.js'
import { type Moment, type Running, schedule } from './schedule.js'
import type { Standing } from './standing.js'

/** Something whose time has come. Carry it out with `fire`, which happens once by key. */
export interface Due {
  key: string
  kind: 'reminder' | 'alert' | 'deadline'
  /** The deadline's key and label. */
  deadline: string
  label: string
  /** ISO instant. */
  at: string
  to?: Recipient
  template?: string
  /** For `deadline`: what the system does. */
  action?: string
}

/**
 * The reminders, alerts and deadlines that have come and have not happened yet. After an outage,
 * the last one of each deadline stands for those before it: nobody wants three reminders at once.
 */
export function due(
  definition: Definition,
  standing: Standing,
  calendar: Calendar,
  now: Date | string
): Due[] {
  const time = new Date(now).getTime()
  return schedule(definition, standing, calendar).flatMap((running) => {
    const last = waiting(running, standing).findLast(({ at }) => at <= time)
    return last ? [dueOf(running, last)] : []
  })
}

/** The instant (ISO) at which `due` will next give something, for an index; null if never. */
export function nextDue(
  definition: Definition,
  standing: Standing,
  calendar: Calendar
): string | null {
  const times = schedule(definition, standing, calendar).flatMap((running) =>
    waiting(running, standing).map(({ at }) => at)
  )
  return times.length ? new Date(Math.min(...times)).toISOString() : null
}

/** The moments after the last one that happened. */
function waiting({ deadline, moments, suspended }: Running, { clocks }: Standing): Moment[] {
  if (suspended) return []
  const done = moments.findLastIndex(({ key }) => clocks.done.includes(key))
  const left = moments.slice(done + 1)
  return deadline.do || deadline.alert ? left : left.filter(({ reminder }) => reminder !== null)
}

function dueOf({ deadline }: Running, { key, at, reminder }: Moment): Due {
  const spec = reminder === null ? deadline.alert : deadline.remind![reminder]
  return {
    key,
    kind: reminder !== null ? 'reminder' : deadline.do ? 'deadline' : 'alert',
    deadline: deadline.key,
    label: deadline.label,
    at: new Date(at).toISOString(),
    ...(spec ? { to: spec.to, template: spec.template } : {}),
    ...(reminder === null && deadline.do ? { action: deadline.do } : {}),
  }
}

/** What is left of a delay, for agents and usager alike. */
export interface TimeLeft {
  deadline: string
  label: string
  /** The last day on which it is still time. */
  lastDay: Day
  /** Days left, working days when `working`; 0 on the last day, negative after. */
  days: number
  working: boolean
  /** The clock stands still: `lastDay` moves on with each day. */
  suspended: boolean
  /** Does something happen by itself at the end? */
  decides: boolean
}

/** The delays that run for this dossier, the nearest first. */
export function timeLeft(
  definition: Definition,
  standing: Standing,
  calendar: Calendar,
  now: Date | string
): TimeLeft[] {
  const time = new Date(now).getTime()
  const today = dayOf(time, calendar)
  return schedule(definition, standing, calendar, time)
    .map(({ deadline, moments, suspended }) => {
      const { lastDay } = moments.at(-1)!
      const working = deadline.working === true
      return {
        deadline: deadline.key,
        label: deadline.label,
        lastDay,
        days: working ? workingDays(today, lastDay, calendar) : daysBetween(today, lastDay),
        working,
        suspended,
        decides: deadline.do !== undefined,
      }
    })
    .sort((one, other) => one.lastDay.localeCompare(other.lastDay))
}

function workingDays(from: Day, to: Day, calendar: Calendar): number {
  return from <= to
    ? workingDaysBetween(from, to, calendar)
    : -workingDaysBetween(to, from, calendar)
}
