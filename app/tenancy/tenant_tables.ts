import { sql } from '#tenancy/scope'

/** A table whose rows belong to communes, as the catalogue has it: nobody keeps a list that could be short. */
export interface TenantTable {
  name: string
  /** Those that are stored, in their order; without `commune_id` and what PostgreSQL computes. */
  columns: string[]
  /**
   * References to tables that come later in the order, by their column: written empty first. A row and
   * those that it refers to in a circle can be inserted no other way.
   */
  later: string[]
  /** Whether a row names a file on the disk (`disk_key`). */
  hasFiles: boolean
}

const TABLES = `
  select c.relname as name,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and a.attname <> 'commune_id') as columns
  from pg_class c
  join pg_attribute own on own.attrelid = c.oid and own.attname = 'commune_id' and not own.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'hostnames'
  order by 1`

const REFERENCES = `
  select c.conrelid::regclass::text as from, c.confrelid::regclass::text as to, a.attname as column,
    not a.attnotnull as nullable
  from pg_constraint c
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
  where c.contype = 'f' and c.connamespace = 'public'::regnamespace and array_length(c.conkey, 1) = 2
  order by 1, 3`

/**
 * Every table of communes, each after those that it refers to. Backwards it is the order in which they
 * are emptied.
 *
 * @throws where tables refer to each other in a circle that no empty column opens
 */
export async function tenantTables(): Promise<TenantTable[]> {
  const found = await sql<{ name: string; columns: string[] }>(TABLES)
  const references = await sql<Reference>(REFERENCES)
  return inOrder(found, references)
}

interface Reference {
  from: string
  to: string
  column: string
  nullable: boolean
}

export function inOrder(
  found: { name: string; columns: string[] }[],
  references: Reference[]
): TenantTable[] {
  const ordered: TenantTable[] = []
  const placed = new Set<string>()
  const waiting = new Map(found.map((table) => [table.name, table]))
  const hard = references.filter(({ from, to, nullable }) => !nullable && from !== to)
  const soft = references.filter(({ nullable }) => nullable)
  const blocked = (name: string, by: Reference[]) =>
    by.some(({ from, to }) => from === name && from !== to && waiting.has(to))

  while (waiting.size > 0) {
    const names = [...waiting.keys()]
    const next =
      names.find((name) => !blocked(name, hard) && !blocked(name, soft)) ??
      names.find((name) => !blocked(name, hard))
    if (!next) throw new Error(`Tables in a circle: ${names.join(', ')}`)
    const { name, columns } = waiting.get(next)!
    waiting.delete(name)
    const later = soft.filter(({ from, to }) => from === name && !placed.has(to))
    ordered.push({
      name,
      columns,
      later: later.map(({ column }) => column),
      hasFiles: columns.includes('disk_key'),
    })
    placed.add(name)
  }
  return ordered
}
