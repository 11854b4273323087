import { type Calendar, addWorkingDays, dayOf, instantOf, workingDaysBetween } from './calendar.js'
import { compiled } from './compiled.js'
import type { Deadline, Definition } from './definition.js'
import { type Day, type Span, addDays, addSpan, daysBetween, parseDuration } from './duration.js'
import { permits } from './permission.js'
import type { Standing } from './standing.js'
import { system } from './step.js'

/** A deadline that counts for a dossier now. */
export interface Running {
  deadline: Deadline
  /** Reminders, then the end, in the order of time. */
  moments: Moment[]
  /** The clock stands still. */
  suspended: boolean
}

export interface Moment {
  key: string
  /** Milliseconds. */
  at: number
  /** The last of the days counted: a delay ends when that day does. */
  lastDay: Day
  /** The index in `remind`; null for the end. */
  reminder: number | null
}

/** Reminders come when offices open, not in the night. */
const MORNING = 8

/** `now` only matters to a clock that stands still: it shows what is left. */
export function schedule(
  definition: Definition,
  standing: Standing,
  calendar: Calendar,
  now?: number
): Running[] {
  if (definition.states[standing.state]!.final) return []
  return (definition.deadlines ?? [])
    .filter((deadline) => counts(definition, deadline, standing))
    .map((deadline) => ({
      deadline,
      moments: moments(deadline, standing, calendar, now),
      suspended: isSuspended(deadline, standing),
    }))
}

function isSuspended({ suspendedIn = [] }: Deadline, { state }: Standing): boolean {
  return suspendedIn.includes(state)
}

/** In its states, and only where what it does can be done. */
function counts(definition: Definition, deadline: Deadline, standing: Standing): boolean {
  if (deadline.in && !deadline.in.includes(standing.state)) return false
  if (!deadline.do || isSuspended(deadline, standing)) return true
  const found = compiled(definition).actions.get(deadline.do)
  const here = found?.action.from.includes(standing.state)
  return here === true && permits(found!.action, standing, system)
}

function moments(deadline: Deadline, standing: Standing, calendar: Calendar, now?: number) {
  const visit = deadline.in ? `${deadline.key}@${standing.clocks.entered}` : deadline.key
  const reminders = (deadline.remind ?? []).map(({ after }, reminder): Moment => {
    const { day, time } = reach(deadline, parseDuration(after)!, standing, calendar, now)
    const at = time ?? instantOf(day, MORNING, calendar)
    return { key: `${visit}/${reminder + 1}`, at, lastDay: day, reminder }
  })
  const { day, time } = reach(deadline, parseDuration(deadline.after)!, standing, calendar, now)
  const at = time ?? instantOf(addDays(day, 1), 0, calendar)
  return [...reminders, { key: `${visit}/end`, at, lastDay: day, reminder: null }]
}

/** The day on which a span is over, put off by the stays that suspend it; `time` for hours. */
function reach(
  deadline: Deadline,
  span: Span,
  standing: Standing,
  calendar: Calendar,
  now?: number
): { day: Day; time?: number } {
  const from = Date.parse(deadline.in ? standing.since : standing.submittedAt!)
  const stays = pauses(deadline, standing, now)
  if (span.hours > 0) {
    const time = stays.reduce((end, stay) => end + stay.to - stay.from, from + span.hours * 3.6e6)
    return { day: dayOf(time, calendar), time }
  }
  const start = dayOf(from, calendar)
  const working = deadline.working === true
  const end = working ? addWorkingDays(start, span.days, calendar) : addSpan(start, span)
  const day = stays.reduce((reached, stay) => {
    const [leave, back] = [dayOf(stay.from, calendar), dayOf(stay.to, calendar)]
    return working
      ? addWorkingDays(reached, workingDaysBetween(leave, back, calendar), calendar)
      : addDays(reached, daysBetween(leave, back))
  }, end)
  return { day }
}

function pauses({ suspendedIn = [] }: Deadline, { clocks }: Standing, now?: number) {
  return clocks.paused
    .filter(({ state }) => suspendedIn.includes(state))
    .map(({ from, to }) => {
      const start = Date.parse(from)
      return { from: start, to: to === null ? Math.max(now ?? start, start) : Date.parse(to) }
    })
}
