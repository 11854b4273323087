import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Info, parse } from 'csv-parse'
import { ban } from './ban.js'
import { best } from './best.js'
import type { AddressRow, Format } from './row.js'

const FORMATS = [ban, best]
const LONGEST_HEADER = 64_000
const LONGEST_LINE = 20_000

/** What is wrong with the file as a whole. */
export class AddressFileError extends Error {}

export type Line =
  | { type: 'address'; row: AddressRow }
  | { type: 'unused' }
  | { type: 'bad'; line: number; reason: string }

export interface AddressFile {
  format: Format['name']
  lines: AsyncIterable<Line>
  /** How much of the file was read, 0 to 1. */
  share(): number
}

/**
 * Reads an address file as it streams, gzipped or not; which format it has is seen in its header.
 *
 * @throws {AddressFileError} where it is no address file that we know, or ends in the middle
 */
export async function readAddresses(path: string): Promise<AddressFile> {
  const { size, magic } = await look(path)
  if (size === 0) throw new AddressFileError('The file is empty')
  if (magic === '504b') {
    throw new AddressFileError('This is a ZIP: unpack it, and give the CSV that is inside')
  }
  const file = createReadStream(path)
  const text = magic === '1f8b' ? pipeline(file, createGunzip(), () => {}) : file
  const chunks = text[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  try {
    const { header, begun } = await headerOf(chunks)
    const format = formatOf(header)
    return {
      format: format.name,
      lines: linesOf(format, begun, chunks),
      share: () => file.bytesRead / size,
    }
  } catch (error) {
    file.destroy()
    throw inWords(error)
  }
}

async function look(path: string) {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return { size, magic: buffer.subarray(0, bytesRead).toString('hex') }
  } finally {
    await handle.close()
  }
}

async function headerOf(chunks: AsyncIterator<Buffer>) {
  let begun: Buffer = Buffer.alloc(0)
  for (;;) {
    const { value, done } = await chunks.next()
    if (value) begun = Buffer.concat([begun, value])
    const end = begun.indexOf('\n')
    if (done || end !== -1 || begun.length > LONGEST_HEADER) {
      const header = begun.subarray(0, end === -1 ? LONGEST_HEADER : end).toString('utf8')
      return { header: header.replace(/^\ufeff/, '').trim(), begun }
    }
  }
}

function formatOf(header: string): Format {
  const named = (delimiter: string) => header.split(delimiter).map(bare)
  const missing = FORMATS.map(({ delimiter, columns }) => {
    const there = new Set(named(delimiter))
    return columns.filter((column) => !there.has(column))
  })
  const found = missing.findIndex((columns) => columns.length === 0)
  if (found !== -1) return FORMATS[found]!

  const nearest = missing.findIndex(
    (columns, at) => columns.length < FORMATS[at]!.columns.length / 2
  )
  throw new AddressFileError(
    nearest === -1
      ? `Neither a CSV of the BAN (columns id;numero;nom_voie…) nor of BeSt (EPSG:4326_lat,address_id…). It begins with « ${header.slice(0, 80)} »`
      : `This looks like a CSV of ${FORMATS[nearest]!.name}, but has no column ${missing[nearest]!.join(', ')}`
  )
}

const bare = (name: string) => name.trim().replace(/^"(.*)"$/, '$1')

async function* linesOf(
  format: Format,
  begun: Buffer,
  chunks: AsyncIterator<Buffer>
): AsyncGenerator<Line> {
  const unreadable: Line[] = []
  const parser = parse({
    bom: true,
    delimiter: format.delimiter,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    skip_records_with_error: true,
    on_skip: (error) => {
      unreadable.push({
        type: 'bad',
        line: Number(error?.lines ?? 0),
        reason: error?.message ?? '',
      })
      return undefined
    },
  })
  const records = pipeline(Readable.from(rest(begun, chunks)), parser, () => {})
  let columns: Map<string, number> | undefined
  let width = 0
  try {
    for await (const { info, record } of records as AsyncIterable<{
      info: Info
      record: string[]
    }>) {
      yield* unreadable.splice(0)
      if (!columns) {
        columns = new Map(record.map((name, at) => [bare(name), at]))
        width = record.length
      } else if (record.length !== width) {
        yield {
          type: 'bad',
          line: info.lines,
          reason: `${record.length} columns instead of ${width}`,
        }
      } else {
        const read = format.read((name) => record[columns!.get(name) ?? -1]?.trim() ?? '')
        yield read.type === 'bad' ? { ...read, line: info.lines } : read
      }
    }
    yield* unreadable
  } catch (error) {
    throw inWords(error)
  }
}

async function* rest(begun: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield begun
  yield* { [Symbol.asyncIterator]: () => chunks }
}

function inWords(error: unknown): unknown {
  const { code } = error as { code?: string }
  if (code === 'Z_BUF_ERROR')
    return new AddressFileError('The file ends in the middle: fetch it again')
  if (code?.startsWith('Z_')) return new AddressFileError('The file is damaged: fetch it again')
  return error
}
