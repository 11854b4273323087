import { isSort, SORTS } from '#reporting/sorts'

/** Where a page ends: the row before or after which the next one continues. */
export interface Cursor {
  way: 'after' | 'before'
  /** The value that sorts that row, as PostgreSQL writes it: a Date would lose microseconds. */
  value: string
  id: string
}

export function writeCursor({ way, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([way === 'after' ? 1 : 0, value, id])).toString('base64url')
}

/** @returns null for what is no cursor of this sort: the list then begins at its beginning */
export function readCursor(text: string, sort: string): Cursor | null {
  try {
    const [way, value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const cursor: Cursor = { way: way === 1 ? 'after' : 'before', value, id }
    return UUID.test(id) && fits(value, sort) ? cursor : null
  } catch {
    return null
  }
}

export const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?$/

const DAY = /^\d{4}-\d\d-\d\d$/

function fits(value: unknown, sort: string): boolean {
  if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) return false
  const type = isSort(sort) ? SORTS[sort].type : 'text'
  if (type === 'text') return true
  if (type === 'date') return DAY.test(value) && !Number.isNaN(Date.parse(value))
  return MOMENT.test(value) && !Number.isNaN(Date.parse(value.replace(/([+-]\d\d)$/, '$1:00')))
}
