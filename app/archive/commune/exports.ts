import { createReadStream } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import drive from '@adonisjs/drive/services/main'
import { packCommune } from '#archive/commune/pack'
import { enqueue } from '#tenancy/jobs'
import { type OperatorActor, recordEntry } from '#tenancy/operator_entries'
import { afterCommit, asOwner, currentCommuneId, sql, withCommune } from '#tenancy/scope'

/** A package of the whole commune, as its administrator and the operator see it. */
export interface Export {
  id: string
  askedBy: string
  status: 'waiting' | 'ready' | 'failed'
  size: number | null
  rows: number | null
  files: number | null
  hash: string | null
  createdAt: Date
}

/** How many are kept: the last ones. */
const KEPT = 3

export function exportsHere() {
  return sql<Export>(
    `select id, asked_by as "askedBy", status, size::float8 as size, rows, files, hash,
       created_at as "createdAt"
     from exports order by id desc limit ?`,
    [KEPT]
  )
}

/** For the operator, who learns that there are some, and never what is in them. */
export const exportsOf = (communeId: string) => asOwner(communeId, exportsHere)

/** Where the bytes of one that is ready are; null where there is none. */
export async function exportKey(id: string): Promise<string | null> {
  const [row] = await sql<{ key: string | null }>(
    'select disk_key as key from exports where id = ?',
    [id]
  )
  return row?.key ?? null
}

/** In the commune's scope: its administrator asks. */
export async function askForExport(askedBy: string): Promise<string> {
  const id = uuidv7()
  await sql(
    `insert into exports (commune_id, id, asked_by)
     values (current_setting('app.commune_id')::uuid, ?, ?)`,
    [id, askedBy]
  )
  await enqueue('export_commune', { exportId: id }, { key: `export:${currentCommuneId()}` })
  return id
}

/** The operator asks: only the commune can open what is made. */
export function askForExportOf(commune: { id: string; name: string }, by: OperatorActor) {
  return asOwner(commune.id, async () => {
    await askForExport(by.name)
    const about = { aboutId: commune.id, aboutLabel: commune.name }
    await recordEntry({ label: 'Export demandé', ...about }, by)
  })
}

/** Packs the commune, keeps the package among its files, and lets go of those before the last three. */
export class ExportCommune {
  async handle(communeId: string, exportId: string): Promise<void> {
    const key = `${communeId}/exports/${exportId}.zip`
    try {
      await packCommune(communeId, async ({ path, size, manifest }) => {
        await drive.use().putStream(key, createReadStream(path))
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        await withCommune(communeId, async () => {
          await sql(
            `update exports set status = 'ready', disk_key = ?, size = ?, rows = ?, files = ?, hash = ?,
               finished_at = now() where id = ?`,
            [key, size, rows, manifest.files.length, manifest.hash, exportId]
          )
          await this.#letGo()
        })
      })
    } catch (error) {
      await withCommune(communeId, () =>
        sql(`update exports set status = 'failed', finished_at = now() where id = ?`, [exportId])
      )
      throw error
    }
  }

  async #letGo() {
    const old = await sql<{ key: string }>(
      `update exports e set status = 'failed', disk_key = null from (
         select id, disk_key as key from exports where status = 'ready' order by id desc offset ?
       ) o where e.id = o.id returning o.key`,
      [KEPT]
    )
    for (const { key } of old) afterCommit(() => drive.use().delete(key))
  }
}
