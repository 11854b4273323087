import type { CellColumn, CellValue } from '#forms/main'
import { commonColumns, REFERENCE } from '#reporting/exports/common'
import type { Gathered, Gathering, Line } from '#reporting/exports/gather'
import type { Cell, Column, Table } from '#reporting/exports/table'
import { type Merged, type MergedColumn, mergeVersions } from '#reporting/exports/versions'
import { t } from '#shared/translate'

/** So many rows of a group stand side by side where there are no other sheets; those after as a text. */
export const MOST_ASIDE = 10

/**
 * What a spreadsheet is made of: where the dossiers are of several démarches, one sheet of what they
 * have in common; then a sheet for each, and one for each group that is repeated in it.
 */
export function sheetsOf(gathering: Gathering): Table[] {
  const demarches = [...gathering.demarches.values()]
  const all = demarches.length === 1 ? [] : [allOf(gathering)]
  return [...all, ...demarches.flatMap(demarcheSheets)]
}

/** The one table of a format without sheets: all the answers of one démarche, or what several share. */
export function flatTableOf(gathering: Gathering): Table {
  const [only, ...others] = gathering.demarches.values()
  return only && others.length === 0 ? flatDemarche(only) : allOf(gathering)
}

function allOf({ all }: Gathering): Table {
  const name = t('exports.sheet.all')
  return { name, columns: commonColumns(), count: all.count, rows: () => all.rows() }
}

function demarcheSheets(gathered: Gathered): Table[] {
  const { title, lines } = gathered
  const merged = mergedOf(gathered)
  const { columns } = merged
  const place = placing(merged)
  const count = t('exports.sheet.count')
  const main: Table = {
    name: title,
    columns: [
      ...commonColumns(),
      ...columns.map(({ title: head, kind, row }): Column =>
        row ? { title: `${head} (${count})`, kind: 'number' } : { title: head, kind }
      ),
    ],
    count: lines.count,
    rows: () =>
      mapped(lines.rows(), ([version, common, answers]) => [
        [...common, ...place(version, answers).map(countOf)],
      ]),
  }
  const groups = columns.flatMap((column, at) => {
    const total = totalOf(gathered, merged, at)
    return column.row && total > 0 ? [groupSheet(gathered, merged, column, at, total)] : []
  })
  return [main, ...groups]
}

/** One row for each row of a group, under the reference of its dossier. */
function groupSheet(
  { title, lines }: Gathered,
  merged: Merged,
  { title: head, row }: MergedColumn,
  at: number,
  count: number
): Table {
  const place = placing(merged)
  const [reference] = [commonColumns()[REFERENCE]!]
  return {
    name: `${head} – ${title}`,
    columns: [
      reference,
      { title: t('exports.sheet.number'), kind: 'number' },
      ...row!.columns.map(({ title: name, kind }): Column => ({ title: name, kind })),
    ],
    count,
    rows: () =>
      mapped(lines.rows(), ([version, common, answers]) =>
        rowsIn(place(version, answers)[at]!).map((cells, n) => [
          common[REFERENCE]!,
          n + 1,
          ...cells,
        ])
      ),
  }
}

/** Rows of a group side by side: « Enfant 1 – Prénom ». */
function flatDemarche(gathered: Gathered): Table {
  const { title, lines } = gathered
  const merged = mergedOf(gathered)
  const place = placing(merged)
  const aside = merged.columns.map((_, at) => mostOf(gathered, merged, at))
  const columns = merged.columns.flatMap((column, at) => flatColumns(column, aside[at]!))
  return {
    name: title,
    columns: [...commonColumns(), ...columns],
    count: lines.count,
    rows: () =>
      mapped(lines.rows(), ([version, common, answers]) => {
        const cells = place(version, answers).flatMap((value, at) =>
          flatCells(value, merged.columns[at]!, aside[at]!)
        )
        return [[...common, ...cells]]
      }),
  }
}

function flatColumns({ title, kind, row }: MergedColumn, most: number): Column[] {
  if (!row) return [{ title, kind }]
  const shown = Array.from({ length: Math.min(most, MOST_ASIDE) }, (_, n) =>
    row.columns.map((one) => ({ title: `${row.title} ${n + 1} – ${one.title}`, kind: one.kind }))
  )
  const rest = t('exports.sheet.rest', { title: row.title, from: MOST_ASIDE + 1 })
  return [...shown.flat(), ...(most > MOST_ASIDE ? [{ title: rest, kind: 'text' as const }] : [])]
}

function flatCells(value: CellValue, { row }: MergedColumn, most: number): Cell[] {
  if (!row) return [plain(value)]
  const rows = rowsIn(value)
  const empty = row.columns.map(() => null)
  const shown = Array.from({ length: Math.min(most, MOST_ASIDE) }, (_, n) => rows[n] ?? empty)
  if (most <= MOST_ASIDE) return shown.flat()
  const rest = rows
    .slice(MOST_ASIDE)
    .map((cells) => cells.filter((cell) => cell !== null).join(', '))
    .join('\n')
  return [...shown.flat(), rest || null]
}

/** The newest first: what it asks comes in its order. */
function mergedOf({ versions }: Gathered): Merged {
  const order = versions
    .map((_, at) => at)
    .sort((a, b) => versions[b]!.number - versions[a]!.number)
  const titles = commonColumns().map(({ title }) => title)
  const columns: CellColumn[][] = order.map((at) => versions[at]!.form.cellColumns)
  const { columns: merged, places } = mergeVersions(columns, titles)
  return { columns: merged, places: versions.map((_, at) => places[order.indexOf(at)]!) }
}

/** From the cells of a version to those of all. */
function placing({ columns, places }: Merged) {
  return (version: number | null, answers: CellValue[]): CellValue[] => {
    const cells: CellValue[] = columns.map(() => null)
    for (const [index, value] of answers.entries()) {
      const { at, inner } = places[version!]![index]!
      const row = columns[at]!.row
      cells[at] = row ? rowsIn(value).map((one) => spread(one, inner, row.columns.length)) : value
    }
    return cells
  }
}

function spread(cells: CellValue[], inner: number[], length: number): Cell[] {
  const all: Cell[] = Array.from({ length }, () => null)
  for (const [index, value] of cells.entries()) all[inner[index]!] = plain(value)
  return all
}

const mostOf = (gathered: Gathered, merged: Merged, at: number) =>
  Math.max(0, ...countsAt(gathered, merged, at).map(({ most }) => most))

const totalOf = (gathered: Gathered, merged: Merged, at: number) =>
  countsAt(gathered, merged, at).reduce((sum, { total }) => sum + total, 0)

function countsAt({ rows }: Gathered, { places }: Merged, at: number) {
  return places.flatMap((columns, version) =>
    columns.flatMap((place, index) => (place.at === at ? [rows[version]![index]!] : []))
  )
}

const rowsIn = (value: CellValue): Cell[][] => (Array.isArray(value) ? (value as Cell[][]) : [])

const countOf = (value: CellValue): Cell => (Array.isArray(value) ? value.length : plain(value))

const plain = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' ? value : null

async function* mapped(lines: AsyncIterable<Line[]>, rows: (line: Line) => Cell[][]) {
  for await (const some of lines) yield some.flatMap(rows)
}
