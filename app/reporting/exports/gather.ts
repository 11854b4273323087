import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openVersion, type OpenVersion } from '#catalogue/versions'
import type { Answers, CellValue } from '#forms/main'
import { commonCells, COMMON_SQL, type CommonRow } from '#reporting/exports/common'
import { Spool } from '#reporting/exports/spool'
import type { Cell } from '#reporting/exports/table'
import { sql } from '#tenancy/scope'

/** A dossier on its way: the place of its version in `Gathered.versions`, null for a draft; its answers. */
export type Line = [version: number | null, common: Cell[], answers: CellValue[]]

/** The dossiers of one démarche. */
export interface Gathered {
  title: string
  /** In the order in which they were met. */
  versions: OpenVersion[]
  lines: Spool<Line>
  /** The most rows that a repeated group has, and all of them together, by version and column. */
  rows: { most: number; total: number }[][]
}

type Found = CommonRow & {
  id: string
  demarche_id: string
  version_id: string
  answers: Answers | null
}

/** What was read of a list: all of it in its order, and démarche by démarche. */
export class Gathering {
  demarches = new Map<string, Gathered>()
  #all!: Spool<Cell[]>

  private constructor(private folder: string) {}

  /** @param folder emptied before, and after by `end` */
  static async in(folder: string): Promise<Gathering> {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const gathering = new Gathering(folder)
    gathering.#all = await Spool.at(join(folder, 'all'))
    return gathering
  }

  get all() {
    return this.#all
  }

  /** Reads these dossiers; in the scope of their commune. Those that are gone by now are left out. */
  async read(ids: string[]) {
    const { query, bindings } = dossiersQuery(ids)
    const dossiers = await sql<Found>(query, bindings)
    const files = await fileNames(dossiers)
    for (const dossier of dossiers) {
      const common = commonCells(dossier)
      const gathered = await this.#of(dossier)
      const [version, answers] = await this.#answersOf(dossier, gathered, files)
      await gathered.lines.add([version, common, answers])
      await this.#all.add(common)
    }
  }

  async end() {
    const spools = [this.#all, ...[...this.demarches.values()].map(({ lines }) => lines)]
    for (const spool of spools) await spool.close()
    await rm(this.folder, { recursive: true, force: true })
  }

  async #of({ demarche_id: id, demarche_title: title }: Found): Promise<Gathered> {
    const known = this.demarches.get(id)
    if (known) return known
    const lines = await Spool.at<Line>(join(this.folder, id))
    const gathered: Gathered = { title, versions: [], lines, rows: [] }
    this.demarches.set(id, gathered)
    return gathered
  }

  async #answersOf(
    { version_id: id, answers }: Found,
    { versions, rows }: Gathered,
    files: Map<string, string>
  ): Promise<[number | null, CellValue[]]> {
    if (!answers) return [null, []]
    let at = versions.findIndex((version) => version.id === id)
    if (at < 0) at = versions.push(await openVersion(id)) - 1
    const { form } = versions[at]!
    const values = form.cellValues(answers, (file) => files.get(file))
    const counts = (rows[at] ??= values.map(() => ({ most: 0, total: 0 })))
    for (const [column, value] of values.entries()) {
      if (!Array.isArray(value)) continue
      counts[column]!.total += value.length
      counts[column]!.most = Math.max(counts[column]!.most, value.length)
    }
    return [at, values]
  }
}

/** Each by its key, in the order of the ids. What was not sent keeps its answers to itself. */
export function dossiersQuery(ids: string[]) {
  return {
    query: `select d.* from unnest(?::uuid[]) with ordinality wanted(id, n)
      cross join lateral (select id, demarche_id, version_id, ${COMMON_SQL},
          case when submitted_at is not null then answers end as answers
        from dossiers where dossiers.id = wanted.id offset 0) d
      order by wanted.n`,
    bindings: [ids],
  }
}

async function fileNames(dossiers: Found[]): Promise<Map<string, string>> {
  const sent = dossiers.filter(({ answers }) => answers).map(({ id }) => id)
  const { query, bindings } = fileNamesQuery(sent)
  const rows = await sql<{ id: string; name: string }>(query, bindings)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What their usagers have sent, by its name. */
export function fileNamesQuery(ids: string[]) {
  return {
    query: `select p.id, p.name from unnest(?::uuid[]) wanted(id)
      cross join lateral (select id, name from pieces
        where pieces.dossier_id = wanted.id and removed_at is null and question is not null offset 0) p`,
    bindings: [ids],
  }
}
