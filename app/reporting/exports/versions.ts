import type { CellColumn } from '#forms/main'

/** The columns of all the versions of a form, and where those of each version stand among them. */
export interface Merged {
  columns: MergedColumn[]
  /** Of each version, in the order in which they were given. */
  places: Place[][]
}

export interface MergedColumn extends Omit<CellColumn, 'row'> {
  row?: { title: string; columns: MergedColumn[] }
}

/** Where a column of a version stands, and likewise those of its rows. */
export interface Place {
  at: number
  inner: number[]
}

/**
 * The questions of all versions, each once, known by their key: in the order of the newest one, and
 * what only older ones ask after what it followed there.
 *
 * @param versions of one démarche, the newest first
 * @param taken titles of columns that stand beside these
 */
export function mergeVersions(versions: CellColumn[][], taken: string[] = []): Merged {
  const merged: Group[] = []
  const found = versions.map((columns, version) => placed(columns, version, merged))
  const at = new Map(merged.map((group, index) => [group, index]))
  const inner = new Map(merged.map((group) => [group, mergeVersions(group.rows)]))
  return {
    columns: named(
      merged.map((group) => ({ ...group.column, ...rowsOf(group, inner) })),
      taken
    ),
    places: found.map((groups, version) =>
      groups.map((group) => {
        const ofVersion = group.of.indexOf(version)
        const places = inner.get(group)!.places[ofVersion] ?? []
        return { at: at.get(group)!, inner: places.map((place) => place.at) }
      })
    ),
  }
}

interface Group {
  /** As the newest version that has it asks it. */
  column: CellColumn
  /** The columns of its rows, version by version. */
  rows: CellColumn[][]
  /** The versions that have it. */
  of: number[]
}

/** The groups of the columns of a version, those that are new among them put where they stand in it. */
function placed(columns: CellColumn[], version: number, merged: Group[]): Group[] {
  const known = partners(columns, merged)
  let last = -1
  return columns.map((column) => {
    const group = known.get(column) ?? { column, rows: [], of: [] }
    if (!known.has(column)) merged.splice(last + 1, 0, group)
    last = merged.indexOf(group)
    if (column.row) group.rows.push(column.row.columns)
    group.of.push(version)
    return group
  })
}

/** By path, or by a key that is the only one of its name on both sides: a question may change its page. */
function partners(columns: CellColumn[], known: Group[]): Map<CellColumn, Group> {
  const alike = (column: CellColumn, other: CellColumn) => !column.row === !other.row
  const keyOf = (column: CellColumn) =>
    column.path
      .split('.')
      .slice(isPart(column) ? -2 : -1)
      .join('.')
  const found = new Map<CellColumn, Group>()
  for (const column of columns) {
    const same = known.find(
      (group) => group.column.path === column.path && alike(column, group.column)
    )
    if (same) found.set(column, same)
  }
  const taken = new Set(found.values())
  for (const column of columns.filter((one) => !found.has(one))) {
    const others = known.filter(
      (group) => keyOf(group.column) === keyOf(column) && alike(column, group.column)
    )
    const twins = columns.filter((one) => keyOf(one) === keyOf(column))
    if (others.length === 1 && twins.length === 1 && !taken.has(others[0]!)) {
      found.set(column, others[0]!)
    }
  }
  return found
}

/** « Adresse – Ville »: its key alone is that of every address. */
const isPart = ({ part }: CellColumn) => part

function rowsOf(group: Group, inner: Map<Group, Merged>) {
  const { row } = group.column
  return row
    ? { row: { title: row.title, columns: inner.get(group)!.columns } }
    : { row: undefined }
}

/** What two columns are called is told apart by their pages, or else by a number. */
function named(columns: MergedColumn[], taken: string[]): MergedColumn[] {
  const lower = (title: string) => title.toLowerCase()
  const uses = Map.groupBy([...taken, ...columns.map(({ title }) => title)], lower)
  const seen = new Set(taken.map(lower))
  return columns.map((column) => {
    const isAlone = uses.get(lower(column.title))!.length === 1
    const base = isAlone ? column.title : `${column.page} – ${column.title}`
    let title = base
    for (let n = 2; seen.has(lower(title)); n++) title = `${base} (${n})`
    seen.add(lower(title))
    return { ...column, title }
  })
}
