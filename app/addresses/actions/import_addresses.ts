import { v7 as uuidv7 } from 'uuid'
import type { AddressFile } from '#addresses/files/read_addresses'
import type { AddressRow, StreetRow } from '#addresses/files/row'
import { indexedWords, spellingOf } from '#addresses/words'
import { sql } from '#tenancy/scope'

const BATCH = 2_000

export interface ImportOrder {
  file: AddressFile
  /** INSEE or NIS codes of the commune: a file may hold a whole département, or a region. */
  codes: string[]
  /** Whether more than half of what is there may go. */
  mayShrink?: boolean
  onProgress?: (rows: number, share: number) => void
  onBadRow?: (line: number, reason: string) => void
}

export interface ImportReport {
  rows: number
  streets: number
  addresses: number
  added: number
  changed: number
  removed: number
  /** Rows that cannot be read: left out, and told one by one. */
  bad: number
  /** Of another commune. */
  elsewhere: number
  /** Not in use, or one more letter box of a house. */
  unused: number
  /** Houses that nobody knows the place of. */
  unplaced: number
}

export type ImportOutcome =
  | { type: 'imported'; report: ImportReport }
  /** No row is of this commune: nothing was changed. */
  | { type: 'none'; report: ImportReport }
  /** Most of what is there would go: nothing was changed. */
  | { type: 'shrinks'; report: ImportReport; before: number }

/**
 * Makes the street base of the commune in scope what the file says: what is new is added, what
 * changed is updated, what is gone is removed. A second time changes nothing. All in the
 * transaction under way, in batches: the file is never held whole, only the ids of its houses.
 */
export class ImportAddresses {
  async handle({
    file,
    codes,
    mayShrink,
    onProgress,
    onBadRow,
  }: ImportOrder): Promise<ImportOutcome> {
    // Two imports of one commune wait for each other; a large file is read for longer than a request.
    await sql(`select set_config('idle_in_transaction_session_timeout', '0', true),
      pg_advisory_xact_lock(hashtext('addresses:' || current_setting('app.commune_id')))`)
    const report: ImportReport = {
      ...{ rows: 0, streets: 0, addresses: 0, added: 0, changed: 0, removed: 0 },
      ...{ bad: 0, elsewhere: 0, unused: 0, unplaced: 0 },
    }
    const wanted = new Set(codes)
    const known = await knownIds('streets')
    const before = new Set((await knownIds('addresses')).keys())
    const base = new Base(known, report)

    for await (const line of file.lines) {
      report.rows += 1
      if (report.rows % 10_000 === 0) onProgress?.(report.rows, file.share())
      if (line.type === 'bad') {
        report.bad += 1
        onBadRow?.(line.line, line.reason)
      } else if (line.type === 'unused') report.unused += 1
      else if (!wanted.has(line.row.code)) report.elsewhere += 1
      else if (base.take(line.row)) await base.write()
    }
    await base.write()
    onProgress?.(report.rows, 1)

    if (base.houses.size === 0) return { type: 'none', report }
    const kept = [...before].filter((id) => base.ids.has(id)).length
    if (!mayShrink && kept < before.size / 2)
      return { type: 'shrinks', report, before: before.size }

    report.removed = await remove(
      'addresses',
      [...before, ...base.replaced].filter((id) => !base.ids.has(id))
    )
    await remove(
      'streets',
      [...known.keys()].filter((id) => !base.streets.has(id))
    )
    await placeStreets()
    report.streets = base.streets.size
    report.addresses = base.houses.size
    return { type: 'imported', report }
  }
}

/** What a file has said so far, and what of it is still to be written. */
class Base {
  readonly streets = new Map<string, string>()
  /** By street, number and suffix: a house is one, however many letter boxes it has. */
  readonly houses = new Map<string, { id: string; box: string }>()
  readonly ids = new Set<string>()
  readonly replaced: string[] = []
  #newStreets: StreetRow[] = []
  #rows = new Map<string, AddressRow>()

  constructor(
    private known: Map<string, string>,
    private report: ImportReport
  ) {}

  /** @returns whether a batch is full */
  take(row: AddressRow): boolean {
    const { street, officialId: id, box } = row
    const key = `${street.officialId}|${row.number}|${row.suffix.toLowerCase()}`
    const house = this.houses.get(key)
    // The house itself stands for its boxes; where there is none, the first box does.
    if (this.ids.has(id) || (house && (house.box === '' || box !== ''))) {
      this.report.unused += 1
      return false
    }
    if (house) {
      this.report.unused += 1
      this.ids.delete(house.id)
      this.#rows.delete(house.id)
      this.replaced.push(house.id)
    }
    this.houses.set(key, { id, box })
    this.ids.add(id)
    this.#rows.set(id, row)
    if (!this.streets.has(street.officialId)) {
      this.streets.set(street.officialId, this.known.get(street.officialId) ?? uuidv7())
      this.#newStreets.push(street)
    }
    if (row.lat === null && !house) this.report.unplaced += 1
    return this.#rows.size >= BATCH
  }

  async write() {
    await writeStreets(this.#newStreets, this.streets)
    const { added, changed } = await writeAddresses([...this.#rows.values()], this.streets)
    this.report.added += added
    this.report.changed += changed
    this.#newStreets = []
    this.#rows.clear()
  }
}

async function knownIds(table: 'streets' | 'addresses'): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; official_id: string }>(
    `select id, official_id from ${table}`
  )
  return new Map(rows.map((row) => [row.official_id, row.id]))
}

async function writeStreets(streets: StreetRow[], ids: Map<string, string>) {
  if (streets.length === 0) return
  const rows = streets.map(({ officialId, name, otherNames, postcode, city }) => ({
    id: ids.get(officialId),
    official_id: officialId,
    name,
    other_names: otherNames,
    postcode,
    city,
    words: indexedWords([name, ...otherNames, postcode, city]),
    spelling: spellingOf([name, ...otherNames]),
  }))
  await sql(
    `insert into streets (commune_id, id, official_id, name, other_names, postcode, city, words, spelling)
     select current_setting('app.commune_id')::uuid, id, official_id, name, other_names, postcode, city,
       array_to_tsvector(words), spelling
     from jsonb_to_recordset(?::jsonb) as row(id uuid, official_id text, name text, other_names text[],
       postcode text, city text, words text[], spelling text)
     on conflict (commune_id, official_id) do update set name = excluded.name,
       other_names = excluded.other_names, postcode = excluded.postcode, city = excluded.city,
       words = excluded.words, spelling = excluded.spelling
     where (streets.name, streets.other_names, streets.postcode, streets.city, streets.words, streets.spelling)
       is distinct from
       (excluded.name, excluded.other_names, excluded.postcode, excluded.city, excluded.words, excluded.spelling)`,
    [JSON.stringify(rows)]
  )
}

async function writeAddresses(addresses: AddressRow[], streets: Map<string, string>) {
  if (addresses.length === 0) return { added: 0, changed: 0 }
  const rows = addresses.map(({ street, officialId, number, suffix, postcode, lat, lon }) => ({
    id: uuidv7(),
    street_id: streets.get(street.officialId),
    official_id: officialId,
    ...{ number, suffix, postcode, lat, lon },
  }))
  const written = await sql<{ added: boolean }>(
    `insert into addresses (commune_id, id, street_id, official_id, number, suffix, postcode, lat, lon)
     select current_setting('app.commune_id')::uuid, id, street_id, official_id, number, suffix, postcode, lat, lon
     from jsonb_to_recordset(?::jsonb) as row(id uuid, street_id uuid, official_id text, number integer,
       suffix text, postcode text, lat float8, lon float8)
     on conflict (commune_id, official_id) do update set street_id = excluded.street_id,
       number = excluded.number, suffix = excluded.suffix, postcode = excluded.postcode,
       lat = excluded.lat, lon = excluded.lon
     where (addresses.street_id, addresses.number, addresses.suffix, addresses.postcode, addresses.lat, addresses.lon)
       is distinct from
       (excluded.street_id, excluded.number, excluded.suffix, excluded.postcode, excluded.lat, excluded.lon)
     returning xmax = 0 as added`,
    [JSON.stringify(rows)]
  )
  const added = written.filter((row) => row.added).length
  return { added, changed: written.length - added }
}

/** @returns how many were there */
async function remove(table: 'streets' | 'addresses', officialIds: string[]): Promise<number> {
  let removed = 0
  for (let at = 0; at < officialIds.length; at += BATCH) {
    const batch = officialIds.slice(at, at + BATCH)
    const rows = await sql(`delete from ${table} where official_id = any(?) returning 1`, [batch])
    removed += rows.length
  }
  return removed
}

/** A street is in the middle of its houses. */
async function placeStreets() {
  await sql(
    `update streets s set lat = m.lat, lon = m.lon
     from (select street_id, avg(lat) as lat, avg(lon) as lon from addresses group by street_id) m
     where m.street_id = s.id and (s.lat, s.lon) is distinct from (m.lat, m.lon)`
  )
}
