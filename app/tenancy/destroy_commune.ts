import { v7 as uuidv7 } from 'uuid'
import drive from '@adonisjs/drive/services/main'
import { forgetCommunes } from '#tenancy/commune'
import { recordEntry } from '#tenancy/operator_entries'
import { asOwner, sql } from '#tenancy/scope'
import { tenantTables } from '#tenancy/tenant_tables'

/** Communes whose delay is over. */
export async function communesToDestroy(): Promise<string[]> {
  const rows = await asOwner(null, () =>
    sql<{ id: string }>('select id from communes where delete_on <= now() order by delete_on')
  )
  return rows.map(({ id }) => id)
}

/**
 * Destroys all that a commune has: files first (a second try finds what a first has left, since the rows
 * are still there), then every row of every table, its jobs and its hostnames. What remains is a record of it.
 *
 * @returns false where it is kept after all
 */
export async function destroyCommune(id: string): Promise<boolean> {
  const isDue = () =>
    sql<{ name: string; code: string | null; asked_by: string }>(
      `select name, code, delete_asked_by as asked_by from communes
       where id = ? and delete_on <= now() for update`,
      [id]
    )
  if ((await asOwner(id, isDue)).length === 0) return false
  const files = await removeFiles(id)

  const destroyed = await asOwner(id, async () => {
    const [commune] = await isDue()
    if (!commune) return false
    const rows = await removeRows()
    const hosts = await sql<{ host: string }>(
      'delete from hostnames where commune_id = ? returning host',
      [id]
    )
    await sql(
      `delete from graphile_worker._private_jobs where payload ->> 'communeId' = ?
         and locked_at is null`,
      [id]
    )
    await sql('delete from communes where id = ?', [id])
    await sql(
      `insert into destructions (id, former_id, name, code, hosts, asked_by, rows_by_table, files, bytes)
       values (?, ?, ?, ?, ?::text[], ?, ?::jsonb, ?, ?)`,
      [
        uuidv7(),
        id,
        commune.name,
        commune.code,
        hosts.map(({ host }) => host),
        commune.asked_by,
        JSON.stringify(rows),
        files.count,
        files.bytes,
      ]
    )
    const label = 'Commune détruite'
    await recordEntry(
      { label, aboutId: id, aboutLabel: commune.name },
      { id: null, name: 'Automatique' }
    )
    return true
  })
  forgetCommunes()
  return destroyed
}

/** All that lies under the commune's prefix, named by a row or not. */
async function removeFiles(id: string): Promise<{ count: number; bytes: number }> {
  const disk = drive.use()
  let [count, bytes, token] = [0, 0, undefined as string | undefined]
  do {
    const listed = await disk
      .listAll(`${id}/`, { recursive: true, paginationToken: token })
      .catch(missing)
    for (const object of listed.objects) {
      if (!object.isFile) continue
      bytes += (await disk.getMetaData(object.key)).contentLength
      count += 1
    }
    token = listed.paginationToken
  } while (token)
  await disk.deleteAll(`${id}/`).catch(missing)
  return { count, bytes }
}

/** A commune without a file has no folder. */
function missing(error: { cause?: { code?: string }; code?: string }) {
  if (error.cause?.code === 'ENOENT' || error.code === 'ENOENT') {
    return { objects: [] as never[], paginationToken: undefined }
  }
  throw error
}

/** The owner is not bound by the policy of every table. */
const OURS = `commune_id = current_setting('app.commune_id')::uuid`

/** @returns how many, by table */
async function removeRows(): Promise<Record<string, number>> {
  const tables = await tenantTables()
  for (const { name, later } of tables) {
    for (const column of later) {
      await sql(`update ${name} set ${column} = null where ${OURS} and ${column} is not null`)
    }
  }
  const removed: Record<string, number> = {}
  for (const { name } of tables.toReversed()) {
    const [{ count }] = (await sql<{ count: number }>(
      `with gone as (delete from ${name} where ${OURS} returning 1)
       select count(*)::int as count from gone`
    )) as [{ count: number }]
    if (count > 0) removed[name] = count
  }
  return removed
}
