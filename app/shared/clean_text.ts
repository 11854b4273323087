// PostgreSQL refuses NUL, and marks that turn text around let one text pose as another.
const UNPRINTABLE = /[[\p{Cc}--[\t\n]]\u202a-\u202e\u2066-\u2069]/gv

/** What somebody typed, as it is stored: one kind of line end, NFC, nothing invisible. */
export function cleanText(raw: unknown): string {
  if (typeof raw !== 'string') return ''
  const text = raw.replace(/\r\n?/g, '\n').toWellFormed().normalize('NFC')
  return text.replace(UNPRINTABLE, '').trim()
}
