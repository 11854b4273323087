import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { DateTime } from 'luxon'

type Moment = DateTime | Date | string | null | undefined

const NBSP = '\u00a0'

function toDateTime(value: NonNullable<Moment>): DateTime {
  if (value instanceof DateTime) return value
  return value instanceof Date ? DateTime.fromJSDate(value) : DateTime.fromISO(value)
}

function format(value: Moment, pattern: string): string {
  if (!value) return ''
  return toDateTime(value).setZone('Europe/Paris').setLocale('fr').toFormat(pattern)
}

/** How moments and sizes are written in pages and mails. France and Belgium share one clock. */
export const formatters = {
  /** 24 novembre 2026 */
  longDate: (value: Moment) => format(value, `d${NBSP}MMMM yyyy`).replace(/^1\u00a0/, `1er${NBSP}`),
  /** 24/11/2026 */
  shortDate: (value: Moment) => format(value, 'dd/MM/yyyy'),
  /** 24 novembre 2026 à 14 h 05 */
  dateTime: (value: Moment) =>
    format(value, `d${NBSP}MMMM yyyy 'à' H${NBSP}'h'${NBSP}mm`).replace(/^1\u00a0/, `1er${NBSP}`),
  /** il y a 3 jours */
  ago: (value: Moment) => (value ? (toDateTime(value).setLocale('fr').toRelative() ?? '') : ''),
  /** for the datetime attribute of <time> */
  iso: (value: Moment) => (value ? toDateTime(value).toISO() : ''),
  /** +33 6 12 34 56 78, with its prefix: an agent in France is called from Belgium too */
  phone: (number: string) =>
    (parsePhoneNumberFromString(number)?.formatInternational() ?? number).replaceAll(' ', NBSP),
  /** 340 ko, 2,4 Mo */
  fileSize: (bytes: number) => {
    if (bytes < 1000) return `${bytes}${NBSP}octets`
    if (bytes < 1_000_000) return `${Math.round(bytes / 1000)}${NBSP}ko`
    return `${(bytes / 1_000_000).toFixed(1).replace('.0', '').replace('.', ',')}${NBSP}Mo`
  },
}
