import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { read, utils, type WorkBook } from '@e965/xlsx'
import type { Cell, Column, Table } from '#reporting/exports/table'

const run = promisify(execFile)

/** A table whose rows come two at a time. */
export function aTable(name: string, columns: Column[], rows: Cell[][]): Table {
  return {
    name,
    columns,
    count: rows.length,
    async *rows() {
      for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2)
    },
  }
}

export const texts = (...titles: string[]): Column[] =>
  titles.map((title) => ({ title, kind: 'text' }))

/** A spreadsheet as another program reads it. */
export async function opened(bytes: Readable | Buffer): Promise<WorkBook> {
  return read(Buffer.isBuffer(bytes) ? bytes : await buffer(bytes), { cellDates: false })
}

/** The cells of a sheet, head included, null for what is empty. */
export function cellsOf(book: WorkBook, name = book.SheetNames[0]!): unknown[][] {
  return utils.sheet_to_json(book.Sheets[name]!, { header: 1, defval: null, raw: true })
}

/** What `unzip -t` says of the bytes. @throws where it finds them broken */
export async function unzipped(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-test-'))
  try {
    await writeFile(join(folder, 'file.zip'), bytes)
    return (await run('unzip', ['-t', join(folder, 'file.zip')])).stdout
  } finally {
    await rm(folder, { recursive: true })
  }
}
