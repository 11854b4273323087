import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from } from 'pg-copy-streams'

export type Cell = string | number | boolean | null

/** Rows of some tables, gathered and sent together through `COPY`. */
export class Rows<Table extends string> {
  #texts = new Map<Table, string>()
  readonly #columns: Record<Table, string>

  /** @param columns of each table, as they are named in a statement; tables stand before those that refer to them */
  constructor(columns: Record<Table, string>) {
    this.#columns = columns
  }

  add(table: Table, cells: Cell[]) {
    let line = ''
    for (const cell of cells) line += (line && '\t') + written(cell)
    this.#texts.set(table, `${this.#texts.get(table) ?? ''}${line}\n`)
  }

  /** Takes what was gathered away at once; the promise is for when the database has it. */
  async send(client: Client): Promise<void> {
    const texts = this.#texts
    this.#texts = new Map()
    for (const [table, columns] of Object.entries<string>(this.#columns)) {
      const text = texts.get(table as Table)
      if (!text) continue
      await pipeline([text], client.query(from(`copy ${table} (${columns}) from stdin`)))
    }
  }
}

const SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** An empty row of one empty cell cannot come up: ids are first. */
function written(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'string') return cell.replace(SPECIAL, (char) => ESCAPES[char]!)
  return cell === true ? 't' : cell === false ? 'f' : String(cell)
}
