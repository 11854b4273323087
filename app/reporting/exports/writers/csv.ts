import { Readable } from 'node:stream'
import { BOM, csvLine } from '#shared/csv'
import type { Table, Writer } from '#reporting/exports/table'

/** One table as CSV: what follows the first is left out, since the format has no sheets. */
export const csv: Writer = ([table]) => Readable.from(chunks(table!), { objectMode: false })

async function* chunks({ columns, rows }: Table): AsyncGenerator<string> {
  yield BOM + csvLine(columns.map(({ title }) => title))
  for await (const some of rows()) {
    yield some.map((cells) => csvLine(cells)).join('')
  }
}
