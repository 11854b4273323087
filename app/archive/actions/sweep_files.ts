import drive from '@adonisjs/drive/services/main'
import { isUuid } from '#shared/matchers'
import { sql, withCommune } from '#tenancy/scope'
import { tenantTables } from '#tenancy/tenant_tables'

/** A file waits this long for its row: nothing that is under way takes as long. */
const PATIENCE_MS = 24 * 60 * 60 * 1000

/** Files that are looked at in one night, commune by commune. */
const MOST = 20_000

/** A folder is looked at once in so many days. */
const DAYS = 7

/**
 * Removes the bytes that no row names, left by a process that was killed between the two: they are
 * written first, so that a row never points at nothing. A folder of files each in its turn, within
 * a week; outside of any transaction while the disk is listed.
 */
export class SweepFiles {
  constructor(readonly communeId: string) {}

  /** @returns how many were removed */
  async handle(now = new Date(), days = DAYS): Promise<number> {
    const today = Math.floor(now.getTime() / PATIENCE_MS) % days
    let [looked, removed] = [0, 0]
    for (const folder of await this.#folders()) {
      if (turnOf(folder, days) !== today) continue
      if (looked >= MOST) break
      const old = await this.#oldFiles(folder, now)
      looked += old.length
      if (old.length > 0) removed += await this.#sweep(folder, old)
    }
    return removed
  }

  async #folders(): Promise<string[]> {
    const found: string[] = []
    for await (const object of listed(`${this.communeId}/`, false)) {
      if (object.isDirectory) found.push(object.prefix)
    }
    return found
  }

  async #oldFiles(folder: string, now: Date): Promise<string[]> {
    const old: string[] = []
    for await (const object of listed(folder, true)) {
      if (!object.isFile) continue
      const { lastModified } = await drive.use().getMetaData(object.key)
      if (now.getTime() - lastModified.getTime() > PATIENCE_MS) old.push(object.key)
    }
    return old
  }

  /** What its dossier does not name is asked for once more, of every table, before it goes. */
  async #sweep(folder: string, files: string[]): Promise<number> {
    const orphans = await withCommune(this.communeId, async () => {
      const own = await namedIn(folder.split('/').at(-1)!)
      const suspects = files.filter((key) => !own.has(key))
      if (suspects.length === 0) return []
      const named = await namedAnywhere(suspects)
      return suspects.filter((key) => !named.has(key))
    })
    for (const key of orphans) await drive.use().delete(key)
    return orphans.length
  }
}

/** The files of a dossier, by its index; none where the folder is no dossier's. */
async function namedIn(dossierId: string): Promise<Set<string>> {
  if (!isUuid(dossierId)) return new Set()
  const rows = await sql<{ key: string }>(
    `select disk_key as key from pieces where dossier_id = ?
     union all select disk_key from archives where dossier_id = ?`,
    [dossierId, dossierId]
  )
  return new Set(rows.map(({ key }) => key))
}

async function namedAnywhere(keys: string[]): Promise<Set<string>> {
  const named = new Set<string>()
  for (const { name, hasFiles } of await tenantTables()) {
    if (!hasFiles) continue
    const rows = await sql<{ key: string }>(
      `select disk_key as key from ${name} where disk_key = any(?)`,
      [keys]
    )
    for (const { key } of rows) named.add(key)
  }
  return named
}

/** On which of these days a folder is looked at. */
function turnOf(folder: string, days: number): number {
  let sum = 0
  for (const char of folder) sum = (sum * 31 + char.charCodeAt(0)) % 1_000_003
  return sum % days
}

async function* listed(prefix: string, recursive: boolean) {
  let token: string | undefined
  do {
    const page = await drive
      .use()
      .listAll(prefix, { recursive, paginationToken: token })
      .catch(missing)
    yield* page.objects
    token = page.paginationToken
  } while (token)
}

/** A commune that holds no file has no folder. */
function missing(error: unknown): { objects: never[]; paginationToken?: string } {
  const { code } = ((error as Error).cause ?? error) as NodeJS.ErrnoException
  if (code === 'ENOENT') return { objects: [] }
  throw error
}
