import drive from '@adonisjs/drive/services/main'
import { packedTables, schemaName, type PackedTable } from '#archive/commune/contents'
import { FILE_PATH, Package, type Reason, Refused } from '#archive/commune/read_package'
import { createCommune } from '#tenancy/create_commune'
import { type OperatorActor, recordEntry } from '#tenancy/operator_entries'
import { asOwner, sql } from '#tenancy/scope'

const AT_ONCE = 300

type Outcome =
  | { type: 'imported'; id: string; name: string; hash: string }
  | { type: 'refused'; reason: Reason; detail: string }
  | { type: 'taken' }

/**
 * Makes a commune of a package: the same rows under the same ids, the same files, in a commune of its own.
 * It is suspended until somebody has looked at it: nothing is sent to anyone meanwhile. All of it or nothing.
 */
export class ImportCommune {
  async handle(
    path: string,
    { slug, host }: { slug: string; host: string },
    by: OperatorActor
  ): Promise<Outcome> {
    let made: string | undefined
    let source: Package | undefined
    try {
      const { tables, schema } = await asOwner(null, async () => ({
        tables: await packedTables(),
        schema: await schemaName(),
      }))
      source = await Package.open(path, { schema, tables })
      const { facts, manifest } = source
      const commune = { ...facts, slug, hosts: [host], code: facts.code ?? undefined }
      await createCommune(commune, async (id) => {
        made = id
        await this.#fill(id, source!, tables)
        await sql(
          'update communes set timezone = ?, suspended_at = now(), suspended_reason = ? where id = ?',
          [facts.timezone, 'Importée : à vérifier avant de la mettre en service', id]
        )
        const details = [{ what: 'Empreinte', after: manifest.hash }]
        const about = { aboutId: id, aboutLabel: facts.name }
        await recordEntry({ label: 'Commune importée', ...about, details }, by)
      })
      return { type: 'imported', id: made!, name: facts.name, hash: manifest.hash }
    } catch (error) {
      if (made)
        await drive
          .use()
          .deleteAll(`${made}/`)
          .catch(() => {})
      if (error instanceof Refused) {
        return { type: 'refused', reason: error.reason, detail: error.detail }
      }
      const { code, constraint, table } = error as Record<string, string | undefined>
      if (code === '23505' && /^(communes_slug_key|hostnames_pkey)$/.test(constraint ?? '')) {
        return { type: 'taken' }
      }
      // Rows that PostgreSQL does not take: a reference to nothing, a text where a date should be.
      if (/^2[23]/.test(code ?? '')) {
        return { type: 'refused', reason: 'bad-row', detail: table ?? constraint ?? '' }
      }
      throw error
    } finally {
      source?.close()
    }
  }

  async #fill(id: string, source: Package, tables: PackedTable[]) {
    const packed = new Set(source.manifest.tables.map(({ name }) => name))
    const later: { table: string; column: string; id: unknown; value: unknown }[] = []
    for (const table of tables.filter(({ name }) => packed.has(name))) {
      let page: Record<string, unknown>[] = []
      for await (const row of source.rows(table.name)) {
        page.push(this.#ours(id, table, row, later))
        if (page.length === AT_ONCE) {
          await insert(table, page)
          page = []
        }
      }
      if (page.length > 0) await insert(table, page)
    }
    for (const [, all] of Map.groupBy(later, ({ table, column }) => `${table}.${column}`)) {
      const { table, column } = all[0]!
      await sql(
        `update ${table} t set ${column} = r.value
         from jsonb_to_recordset(?::jsonb) as r (id uuid, value uuid)
         where t.commune_id = current_setting('app.commune_id')::uuid and t.id = r.id`,
        [JSON.stringify(all.map(({ id: row, value }) => ({ id: row, value })))]
      )
    }
    for (const { path } of source.manifest.files) {
      await drive.use().putStream(`${id}/${path}`, await source.file(path))
    }
  }

  /** A row as it is inserted: none but known columns, its file under the prefix of this commune. */
  #ours(
    communeId: string,
    { name, columns, later: empty }: PackedTable,
    row: Record<string, unknown>,
    later: { table: string; column: string; id: unknown; value: unknown }[]
  ) {
    const unknown = Object.keys(row).find((column) => !columns.includes(column))
    if (unknown) throw new Refused('unknown-column', `${name}.${unknown}`)
    const ours = { ...row }
    if (typeof ours.disk_key === 'string') {
      // Another commune's files are one folder away.
      if (!FILE_PATH.test(ours.disk_key)) throw new Refused('bad-path', ours.disk_key)
      ours.disk_key = `${communeId}/${ours.disk_key}`
    }
    for (const column of empty) {
      if (ours[column] === null || ours[column] === undefined) continue
      later.push({ table: name, column, id: ours.id, value: ours[column] })
      ours[column] = null
    }
    return ours
  }
}

function insert({ name, columns }: PackedTable, rows: Record<string, unknown>[]) {
  const list = columns.join(', ')
  return sql(
    `insert into ${name} (commune_id, ${list})
     select current_setting('app.commune_id')::uuid, ${list}
     from jsonb_populate_recordset(null::${name}, ?::jsonb)`,
    [JSON.stringify(rows)]
  )
}
