import type { Readable } from 'node:stream'

/** `date` is `yyyy-mm-dd`, `moment` `yyyy-mm-ddThh:mm:ss` as clocks in Paris show it. */
export type Kind = 'text' | 'number' | 'amount' | 'date' | 'moment'

export type Cell = string | number | null

export interface Column {
  title: string
  kind: Kind
}

/** One sheet of a spreadsheet. Its rows can be read more than once, some at a time. */
export interface Table {
  name: string
  columns: Column[]
  /** Without the head. */
  count: number
  rows(): AsyncIterable<Cell[][]>
}

/** Turns tables into a file, as its bytes are asked for. */
export type Writer = (tables: Table[]) => Readable

/** What a spreadsheet program opens, head included. */
export const MOST_ROWS = 1_048_576

/** Tables that are longer than a sheet go on in the next one. */
export function inSheets(tables: Table[], most = MOST_ROWS - 1): Table[] {
  const names = new Set<string>()
  return tables.flatMap((table) =>
    Array.from({ length: Math.max(1, Math.ceil(table.count / most)) }, (_, at) => ({
      ...table,
      name: freeName(table.name, names),
      count: Math.min(most, table.count - at * most),
      rows: () => slice(table, at * most, (at + 1) * most),
    }))
  )
}

async function* slice(table: Table, from: number, to: number): AsyncGenerator<Cell[][]> {
  let at = 0
  for await (const rows of table.rows()) {
    const some = rows.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += rows.length
    if (some.length > 0) yield some
    if (at >= to) return
  }
}

/** What Excel takes for the name of a sheet: 31 characters, some excepted, no other of the same name. */
function freeName(wanted: string, names: Set<string>): string {
  const plain = wanted.replace(/[[\]:*?/\\]|\p{Cc}/gu, ' ').replace(/\s+/g, ' ')
  const base = plain.trim().replace(/^'+|'+$/g, '') || 'Feuille'
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : ` (${n})`
    const name = cut(base, 31 - end.length) + end
    if (names.has(name.toLowerCase())) continue
    names.add(name.toLowerCase())
    return name
  }
}

/** Never through the middle of a character. */
export const cut = (text: string, most: number) =>
  text.length <= most
    ? text
    : text
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()

const DAY = /^\d{4}-\d\d-\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/

/** Whether a cell is the date or the moment that its column promises: what was typed may be neither. */
export function isTime(cell: Cell, kind: Kind): cell is string {
  const shape = kind === 'date' ? DAY : kind === 'moment' ? MOMENT : null
  return Boolean(
    shape && typeof cell === 'string' && shape.test(cell) && !Number.isNaN(Date.parse(cell))
  )
}

// What XML 1.0 has no way to write.
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** A text as XML holds it, in an element or an attribute. */
export function xml(text: string): string {
  return /[&<>"]|[^\n\u0020-\ud7ff]/.test(text)
    ? text
        .replace(UNWRITABLE, '')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll('\r', '&#13;')
    : text
}
