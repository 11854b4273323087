import logger from '@adonisjs/core/services/logger'
import { BATCH, DRAFT_DAYS, dueQuery } from '#archive/retention'
import { enqueue } from '#tenancy/jobs'
import { sql } from '#tenancy/scope'

type Kind = 'closed' | 'draft'

/**
 * Destroys what has been kept for long enough, in the commune in scope: the dossiers whose time is
 * over, or the drafts that were left. A batch at a time: call it, in a transaction each time, until
 * it returns 0. The database says of each whether it may go; its files follow by a job of the same
 * transaction.
 *
 * @param kind what is purged
 * @param failed those that could not go: they are left for another night, and named here
 */
export class PurgeDossiers {
  constructor(
    readonly kind: Kind,
    readonly failed = new Set<string>()
  ) {}

  /** @returns how many it has destroyed */
  async handle(): Promise<number> {
    let gone = 0
    for (const { id } of await this.#due()) {
      if (await this.#purge(id)) gone++
      else this.failed.add(id)
    }
    return gone
  }

  #due() {
    const skipped = `d.kept_at is null and d.id <> all(?::uuid[])`
    const failed = [...this.failed]
    if (this.kind === 'closed') {
      return sql<{ id: string }>(dueQuery('d.id', skipped), [0, failed, BATCH, 0, BATCH])
    }
    return sql<{ id: string }>(
      `select d.id from dossiers d
       where d.tray = 'draft' and d.updated_at <= now() - make_interval(days => ?) and ${skipped}
         and (d.contact_email is null or d.channel <> 'online' or d.warned_at >= d.updated_at)
       order by d.updated_at, d.id limit ?`,
      [DRAFT_DAYS, failed, BATCH]
    )
  }

  /** One that cannot go must not keep the others. */
  async #purge(id: string): Promise<boolean> {
    await sql('savepoint purge')
    try {
      const [row] = await sql<{ files: string[] | null }>('select purge_dossier(?) as files', [id])
      await sql('release savepoint purge')
      const keys = row!.files?.filter(Boolean)
      if (keys?.length) await enqueue('remove_files', { keys })
      return keys !== undefined
    } catch (error) {
      await sql('rollback to savepoint purge')
      logger.error({ err: error, dossier: id }, 'a dossier cannot be purged')
      return false
    }
  }
}
