const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

/** A day that exists, in the years that a town hall deals with. */
export function isRealDate(text: string): boolean {
  const match = ISO.exec(text)
  if (!match) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  if (year < 1850 || year > 2200 || month < 1 || month > 12) return false
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

// Made once: it costs more than a whole validation. Swedish writes dates as ISO does.
const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

/** Today in the communes' time zone, whatever that of the machine. */
export function today(): string {
  return paris.format(new Date())
}

const BOUND = /^today(?:([+-]\d{1,3})([dmy]))?$/

/** Whether a limit of a date question is well written: a date, `today`, `today+30d`, `today-18y`, `today+6m`. */
export function isBound(bound: unknown): bound is string {
  return typeof bound === 'string' && (BOUND.test(bound) || isRealDate(bound))
}

/** The date that such a limit means on that day. */
export function resolveBound(bound: string, day: string): string {
  const match = BOUND.exec(bound)
  if (!match) return bound
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const shift = Number(match[1] ?? 0)
  const at = new Date(Date.UTC(year, month - 1, date))
  if (match[2] === 'd') at.setUTCDate(date + shift)
  if (match[2] === 'm' || match[2] === 'y') moveMonths(at, match[2] === 'y' ? shift * 12 : shift)
  return at.toISOString().slice(0, 10)
}

// 31 January + 1 month is the last day of February, not the 3rd of March.
function moveMonths(at: Date, months: number): void {
  const day = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() + months)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(day, last))
}
