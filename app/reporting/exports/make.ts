import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { limitTo } from '#identity/limits'
import { type Desk, type ListRequest, ME } from '#reporting/list_request'
import { wholeList } from '#reporting/queries/whole_list'
import { Gathering } from '#reporting/exports/gather'
import { inSheets, type Table } from '#reporting/exports/table'
import { flatTableOf, sheetsOf } from '#reporting/exports/tables'
import { csv } from '#reporting/exports/writers/csv'
import { ods } from '#reporting/exports/writers/ods'
import { xlsx } from '#reporting/exports/writers/xlsx'
import { withCommune, withSnapshot } from '#tenancy/scope'

export const FORMATS = {
  xlsx: { write: xlsx, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  ods: { write: ods, type: 'application/vnd.oasis.opendocument.spreadsheet' },
  csv: { write: csv, type: 'text/csv; charset=utf-8' },
} as const

export type Format = keyof typeof FORMATS

export interface Order {
  /** Of its own: where rows wait on the disk meanwhile is named after it. */
  name: string
  communeId: string
  request: ListRequest
  desk: Desk
  format: Format
  /** The démarches that who asked is limited to; null for all. */
  limits: string[] | null
}

export interface Made {
  rows: number
  /** Those of the dossiers in it. */
  demarcheIds: string[]
}

/** Told how far it is, between two transactions; what it throws ends the export. */
export type Progress = (step: {
  state: 'reading' | 'writing'
  done: number
  total: number
}) => Promise<void>

const IDS_AT_ONCE = 5000
const DOSSIERS_AT_ONCE = 500
const REPORTED_EVERY = 10_000

/**
 * Writes a list as a file. Which dossiers and in what order is read at one moment, in seconds; the dossiers
 * then by their keys, in short transactions, on to the disk; then sheet after sheet into `store`. Memory
 * holds some rows at a time, and 16 bytes for each dossier. Nothing is left behind, whatever happens.
 *
 * @param store puts the bytes where they are kept
 */
export async function makeExport(
  order: Order,
  store: (bytes: Readable) => Promise<void>,
  progress: Progress = async () => {}
): Promise<Made> {
  const ids = await idsOf(order)
  const total = ids.length / UUID_BYTES
  const gathering = await Gathering.in(folderOf(order.name))
  try {
    for (let done = 0; done < total; done += DOSSIERS_AT_ONCE) {
      await progress({ state: 'reading', done, total })
      await scoped(order, () => gathering.read(slice(ids, done, done + DOSSIERS_AT_ONCE)))
    }
    const tables = order.format === 'csv' ? [flatTableOf(gathering)] : inSheets(sheetsOf(gathering))
    await store(FORMATS[order.format].write(reported(tables, progress)))
    return { rows: gathering.all.count, demarcheIds: [...gathering.demarches.keys()] }
  } finally {
    await gathering.end()
  }
}

export const folderOf = (name: string) => join(tmpdir(), `guichet-liste-${name}`)

function scoped<T>({ communeId, limits }: Order, read: () => Promise<T>): Promise<T> {
  return withCommune(communeId, async () => {
    if (limits) await limitTo(limits)
    return read()
  })
}

const UUID_BYTES = 16

async function idsOf({ communeId, limits, request, desk }: Order): Promise<Buffer> {
  return withSnapshot(communeId, async () => {
    if (limits) await limitTo(limits)
    // What a reader has not read is only looked at where it is asked.
    const isAboutReader = request.unread || request.assignee === ME
    const readerId = isAboutReader ? request.readerId : undefined
    const wanted = { ...request, readerId, cursor: null }
    const batches: Buffer[] = []
    for await (const { ids } of wholeList(wanted, desk, IDS_AT_ONCE)) {
      batches.push(Buffer.from(ids.join('').replaceAll('-', ''), 'hex'))
    }
    return Buffer.concat(batches)
  })
}

function slice(ids: Buffer, from: number, to: number): string[] {
  const bytes = ids.subarray(from * UUID_BYTES, to * UUID_BYTES)
  return Array.from({ length: bytes.length / UUID_BYTES }, (_, at) =>
    bytes
      .toString('hex', at * UUID_BYTES, (at + 1) * UUID_BYTES)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  )
}

/** The same tables, told of as their rows go by. */
function reported(tables: Table[], progress: Progress): Table[] {
  const total = tables.reduce((sum, { count }) => sum + count, 0)
  let done = 0
  let told = 0
  return tables.map((table) => ({
    ...table,
    async *rows() {
      for await (const some of table.rows()) {
        if (done === 0 || done - told >= REPORTED_EVERY) {
          told = done
          await progress({ state: 'writing', done, total })
        }
        done += some.length
        yield some
      }
    },
  }))
}
