import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import { v7 as uuidv7 } from 'uuid'
import drive from '@adonisjs/drive/services/main'
import Archive from '#archive/archive'
import { type Package, packageOf } from '#archive/package/package'
import { zipStream } from '#archive/package/zip'
import { ARCHIVE_AHEAD_DAYS, BATCH, dueQuery } from '#archive/retention'
import Dossier from '#dossiers/dossier'
import { recordEvent } from '#dossiers/journal'
import type { Commune } from '#tenancy/commune'
import { afterCommit, sql, withCommune } from '#tenancy/scope'

/** The most that are asked for at once. */
const AT_ONCE = 1000

/** Asks for the packages of closed dossiers: the worker makes each. */
export class AskArchives {
  /**
   * @param ids these, or all that are ready
   * @returns how many
   */
  async handle(ids: string[] | 'all', by: string): Promise<number> {
    const rows = await sql(
      `with asked as (
         update dossiers set archive_asked_at = now(), archive_asked_by = ? where id in (
           select id from dossiers where closed_at is not null and archived_at is null
             and archive_asked_at is null and (held_until is null or held_until < now())
             and (?::uuid[] is null or id = any(?::uuid[]))
           order by closed_at, id limit ?)
         returning id)
       select enqueue_job('archive_dossier', jsonb_build_object('dossierId', id), null::timestamptz,
         'archive_dossier:' || id) from asked`,
      [by, ids === 'all' ? null : ids, ids === 'all' ? null : ids, AT_ONCE]
    )
    return rows.length
  }

  /** For what will go soon and that nobody has archived. */
  async ahead(): Promise<number> {
    const wanted = 'd.archived_at is null and d.archive_asked_at is null'
    const bindings = [ARCHIVE_AHEAD_DAYS, BATCH, ARCHIVE_AHEAD_DAYS, BATCH]
    const due = await sql<{ id: string }>(dueQuery('d.id', wanted), bindings)
    if (due.length === 0) return 0
    return this.handle(
      due.map(({ id }) => id),
      'Automatique'
    )
  }
}

/**
 * Makes the package of a dossier and keeps it: outside of any transaction while its files go by,
 * since they may be large. Killed anywhere it begins again.
 */
export async function archiveDossier(dossierId: string, commune: Commune) {
  const made = await withCommune(commune.id, async () => {
    const dossier = await Dossier.find(dossierId)
    return dossier?.closedAt && !dossier.archivedAt ? packageOf(dossierId, commune) : null
  })
  if (!made) return
  const diskKey = `${commune.id}/${dossierId}/archive-${uuidv7()}.zip`
  const { size, digest } = await store(made, diskKey)
  await withCommune(commune.id, () => keep(dossierId, made, { diskKey, size, digest }))
}

async function store(made: Package, diskKey: string) {
  const hash = createHash('sha256')
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  const zip = zipStream(made).on('error', (error) => counted.destroy(error))
  try {
    await drive.use().putStream(diskKey, zip.pipe(counted))
  } catch (error) {
    await drive.use().delete(diskKey)
    throw (error as Error).cause ?? error
  }
  return { size, digest: hash.digest() }
}

async function keep(
  dossierId: string,
  { name, files, lines, journalHash }: Package,
  stored: { diskKey: string; size: number; digest: Buffer }
) {
  const dossier = await Dossier.locked(dossierId)
  if (!dossier.closedAt || dossier.archivedAt) {
    afterCommit(() => drive.use().delete(stored.diskKey))
    return
  }
  const former = await Archive.findBy({ dossierId })
  if (former) {
    await former.delete()
    afterCommit(() => drive.use().delete(former.diskKey))
  }
  const madeBy = dossier.archiveAskedBy ?? 'Automatique'
  await Archive.create({
    ...stored,
    dossierId,
    name,
    files: files.length,
    lines,
    journalHash,
    madeBy,
  })
  await sql(`update dossiers set archived_at = now() where id = ?`, [dossierId])
  const actor = { role: 'system' as const, label: madeBy }
  const digest = stored.digest.toString('hex')
  await recordEvent(dossierId, 'archived', 'Dossier archivé', actor, { digest })
}
