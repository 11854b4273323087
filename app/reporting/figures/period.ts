import { DateTime } from 'luxon'

/** The periods that are asked for by their name, in the order in which they are offered. */
export const PERIODS = [
  'mois',
  'mois-dernier',
  'trimestre',
  'trimestre-dernier',
  'annee',
  'annee-derniere',
] as const

export type PeriodName = (typeof PERIODS)[number] | 'dates'

/** Days, first and last, `yyyy-mm-dd`. */
export interface Span {
  from: string
  until: string
}

export interface Period extends Span {
  name: PeriodName
  /** « Novembre 2026 », « Du 1er au 24 novembre 2026 ». */
  label: string
  /** The one that it is compared with: as long, just before, or the same part of the month, quarter or year before. */
  before: Span
  beforeLabel: string
  /** « qu’en octobre », as in « 12 de plus qu’en octobre »; « qu’en octobre à la même date ». */
  than: string
}

type Unit = 'month' | 'quarter' | 'year'

const UNITS = { mois: 'month', trimestre: 'quarter', annee: 'year' } as const
const NBSP = '\u00a0'
/** As far as a list of days makes sense. */
const MOST_YEARS = 10

/**
 * Reads the period that an address asks for: `periode=annee`, or `du=…&au=…`. What is not understood
 * is the present month. A period that is under way ends today.
 *
 * @param today in Paris
 */
export function readPeriod(query: Record<string, unknown>, today: DateTime): Period {
  const from = dayIn(query.du)
  const until = dayIn(query.au)
  if (from && until && from <= until && from >= until.minus({ years: MOST_YEARS })) {
    return betweenDays(from, until)
  }
  const asked = PERIODS.find((name) => name === query.periode) ?? 'mois'
  return named(asked, today.startOf('day'))
}

/** What the address of a period says. */
export function periodQuery({ name, from, until }: Period): Record<string, string> {
  return name === 'dates' ? { du: from, au: until } : { periode: name }
}

function named(name: (typeof PERIODS)[number], today: DateTime): Period {
  const unit: Unit = UNITS[name.split('-')[0] as keyof typeof UNITS]
  const isLast = name.includes('-')
  const start = (isLast ? minus(today, unit) : today).startOf(unit)
  const former = minus(start, unit)
  const isWhole = isLast || isSameDay(today, today.endOf(unit))
  if (isWhole) {
    const period = { from: start, until: start.endOf(unit) }
    const before = { from: former, until: former.endOf(unit) }
    return make(name, period, capital(nameOf(start, unit)), before, `qu’${at(former, unit, start)}`)
  }
  // The same part of the one before, which may be shorter.
  const end = DateTime.min(former.plus(today.diff(start, 'days')), former.endOf(unit))
  const aYearAgo = DateTime.min(minus(today, unit), former.endOf(unit))
  const before = { from: former, until: unit === 'year' ? aYearAgo : end }
  const period = { from: start, until: today }
  const point = unit === 'quarter' ? 'au même point' : 'à la même date'
  const than = `qu’${at(former, unit, start)} ${point}`
  return make(name, period, capital(daysOf(period)), before, than)
}

function betweenDays(from: DateTime, until: DateTime): Period {
  const period = { from, until }
  for (const unit of ['month', 'quarter', 'year'] as const) {
    if (!isSameDay(from, from.startOf(unit)) || !isSameDay(until, from.endOf(unit))) continue
    const former = minus(from, unit)
    const before = { from: former, until: former.endOf(unit) }
    return make(
      'dates',
      period,
      capital(nameOf(from, unit)),
      before,
      `qu’${at(former, unit, from)}`
    )
  }
  const days = Math.round(until.diff(from, 'days').days) + 1
  const before = { from: from.minus({ days }), until: from.minus({ days: 1 }) }
  return make('dates', period, capital(daysOf(period)), before, `que ${daysOf(before)}`)
}

function make(
  name: PeriodName,
  period: { from: DateTime; until: DateTime },
  label: string,
  before: { from: DateTime; until: DateTime },
  than: string
): Period {
  return {
    name,
    ...spanOf(period),
    label,
    before: spanOf(before),
    beforeLabel: daysOf(before),
    than,
  }
}

const spanOf = ({ from, until }: { from: DateTime; until: DateTime }): Span => ({
  from: from.toISODate()!,
  until: until.toISODate()!,
})

const minus = (day: DateTime, unit: Unit) => day.minus({ [unit]: 1 })

const isSameDay = (one: DateTime, other: DateTime) => one.toISODate() === other.toISODate()

function dayIn(value: unknown): DateTime | null {
  if (typeof value !== 'string' || !/^[12]\d{3}-\d\d-\d\d$/.test(value)) return null
  const day = DateTime.fromISO(value, { zone: 'Europe/Paris' })
  return day.isValid ? day : null
}

/** « octobre 2026 », « 4e trimestre 2026 », « année 2026 ». */
function nameOf(day: DateTime, unit: Unit): string {
  if (unit === 'month') return day.setLocale('fr').toFormat('MMMM yyyy')
  if (unit === 'quarter') return `${ordinal(day.quarter)}${NBSP}trimestre ${day.year}`
  return `année ${day.year}`
}

/** « en octobre », « au 3e trimestre », « en 2025 »; the year where it is another than that of `beside`. */
function at(day: DateTime, unit: Unit, beside: DateTime): string {
  if (unit === 'year') return `en ${day.year}`
  const year = day.year === beside.year ? '' : ` ${day.year}`
  if (unit === 'month') return `en ${day.setLocale('fr').toFormat('MMMM')}${year}`
  return `au ${ordinal(day.quarter)}${NBSP}trimestre${year}`
}

/** « du 1er au 24 novembre 2026 ». */
export function daysOf({ from, until }: { from: DateTime; until: DateTime }): string {
  const [first, last] = [from.setLocale('fr'), until.setLocale('fr')]
  const written = (day: DateTime, pattern: string) =>
    `${day.day === 1 ? '1er' : day.day}${pattern && NBSP}${pattern && day.toFormat(pattern)}`
  const end = written(last, 'MMMM yyyy')
  if (isSameDay(from, until)) return `le ${end}`
  const isSameMonth = from.hasSame(until, 'month')
  const start = isSameMonth ? '' : from.hasSame(until, 'year') ? 'MMMM' : 'MMMM yyyy'
  return `du ${written(first, start)} au ${end}`
}

const ordinal = (n: number) => (n === 1 ? '1er' : `${n}e`)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
