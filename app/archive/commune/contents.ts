import { createHash } from 'node:crypto'
import { sql } from '#tenancy/scope'
import { type TenantTable, tenantTables } from '#tenancy/tenant_tables'

/** Tables that do not travel with their commune, and why. */
export const STAYS: Record<string, string> = {
  exports: 'packages of the commune: one would be in the next',
  list_exports: 'files for a few days, of agents of this site; who took them out is told here',
  journal_heads: 'the ends of the chains, written where the journal is',
}

/** Columns that do not either. */
export const OMITTED: Record<string, Record<string, string>> = {
  journal_entries: { hash: 'holds the id of the commune: chained again where it arrives' },
  mails: { secret: 'encrypted with the key of the platform, and of use to it alone' },
}

/** What rows are written in the order of; by id otherwise. */
const ORDERS: Record<string, string> = { journal_entries: 'dossier_id, number' }

export const FORMAT = 'guichet-commune'

/** What a commune is besides its rows. */
export interface CommuneFacts {
  name: string
  country: 'FR' | 'BE'
  code: string | null
  timezone: string
  branding: Record<string, unknown>
  contact: Record<string, unknown>
}

export interface Manifest {
  format: typeof FORMAT
  /** The last migration: rows fit the tables of the same one only. */
  schema: string
  made_at: string
  tables: { name: string; rows: number; sha256: string }[]
  files: { path: string; size: number; sha256: string }[]
  /** Of `commune.json`. */
  commune: string
  /** Of all of the above: the same for the same commune, wherever and whenever it was packed. */
  hash: string
}

export interface PackedTable extends TenantTable {
  order: string
}

/** The tables of a package, from the catalogue: a new one is in it without anybody's doing. */
export async function packedTables(): Promise<PackedTable[]> {
  const all = (await tenantTables()).filter(({ name }) => !(name in STAYS))
  return all.map((table) => ({
    ...table,
    columns: table.columns.filter((column) => !(column in (OMITTED[table.name] ?? {}))),
    order: ORDERS[table.name] ?? 'id',
  }))
}

export async function schemaName(): Promise<string> {
  const [row] = await sql<{ name: string }>('select max(name) as name from adonis_schema')
  return row!.name.split('/').at(-1)!
}

export const sha256 = (content: string | Buffer) =>
  createHash('sha256').update(content).digest('hex')

export function hashOf({ tables, files, commune }: Pick<Manifest, 'tables' | 'files' | 'commune'>) {
  const lines = [
    `commune ${commune}`,
    ...tables
      .filter(({ rows }) => rows > 0)
      .map(({ name, sha256: hash }) => `table ${name} ${hash}`),
    ...files.map(({ path, sha256: hash }) => `file ${path} ${hash}`),
  ]
  return sha256(lines.sort().join('\n'))
}
