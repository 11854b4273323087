/** A plain object from outside: never trust its prototype, only ask it for its own keys. */
export type Bag = Record<string, unknown>

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function own(bag: unknown, key: string): unknown {
  return isBag(bag) && Object.hasOwn(bag, key) ? bag[key] : undefined
}

export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isBag(value) && Object.keys(value).length === 0)
  )
}

/** A setting that should be a number: NaN for anything else, which no check lets pass. */
export function numeric(setting: unknown, usual: number): number {
  if (setting === undefined) return usual
  return typeof setting === 'number' ? setting : Number.NaN
}

/** A setting or an answer that should be text or a number; '' for what cannot be shown. */
export function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const SHORT = 1000

/**
 * The text of a field that a browser sends once, and a hostile client as it likes; at most `limit`
 * characters, well beyond what validation allows, so that it still sees that a text is too long.
 */
export function text(raw: unknown, limit: number = SHORT): string {
  const value = Array.isArray(raw) ? raw[0] : raw
  return typeof value === 'string' ? clean(value, limit) : ''
}

/** The same on one line. */
export function line(raw: unknown, limit: number = SHORT): string {
  return cut(text(raw, limit * 2).replace(/\s+/g, ' '), limit)
}

/** The same without spaces, for what is written in groups: numbers, addresses of mails. */
export function compact(raw: unknown, limit: number, junk: RegExp = /\s/g): string {
  const value = Array.isArray(raw) ? raw[0] : raw
  return typeof value === 'string' ? clean(value.slice(0, SHORT).replace(junk, ''), limit) : ''
}

/** Latin letters as capitals, one for one: other scripts change in length. */
export function capitals(known: string): string {
  return known.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** The texts of a repeated field, `f[page][question][]`, at most `limit` of them. */
export function texts(raw: unknown, limit: number): string[] {
  const values = Array.isArray(raw) ? raw : isBag(raw) ? Object.values(raw) : [raw]
  return values.slice(0, limit).map((value) => line(value))
}

/** Rows come as an array, or as an object with numbers for keys when the parser met a high index. */
export function rows(raw: unknown, limit: number): unknown[] {
  if (Array.isArray(raw)) return raw.filter(isBag).slice(0, limit)
  if (!isBag(raw)) return []
  return Object.keys(raw)
    .filter((key) => /^\d{1,4}$/.test(key))
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => raw[key])
    .filter(isBag)
    .slice(0, limit)
}

// Everything below space except tab and newline, DEL, and the marks that turn text around:
// PostgreSQL refuses NUL, and bidirectional overrides let a name pose as another.
// eslint-disable-next-line no-control-regex -- those are what it is about
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/** Text as it is stored: NFC, one kind of line end, no control characters, no lone surrogates. */
function clean(raw: string, limit: number): string {
  const known = raw
    .slice(0, limit * 2)
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(UNPRINTABLE, '')
    .normalize('NFC')
    .trim()
  return cut(known, limit)
}

// Never through the middle of a character.
function cut(known: string, limit: number): string {
  return known.length <= limit
    ? known
    : known
        .slice(0, limit)
        .replace(/[\ud800-\udbff]$/, '')
        .trim()
}
