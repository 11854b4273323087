import { runMigrations } from 'graphile-worker'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import type { ApplicationService } from '@adonisjs/core/types'
import env from '#start/env'

/**
 * Brings the database up to date, as its owner: the job queue's own tables, then ours.
 * Two processes that migrate at once wait for each other (lucid holds an advisory lock).
 *
 * @throws with the statement that PostgreSQL refused
 */
export async function migrate(app: ApplicationService): Promise<string[]> {
  const owner = env.get('DATABASE_URL')?.release()
  if (!owner) throw new Error('DATABASE_URL is needed to migrate: the role that owns the tables')

  await runMigrations({ connectionString: owner, logger: quiet })

  const db = await app.container.make('lucid.db')
  const runner = new MigrationRunner(db, app, { direction: 'up', connectionName: 'owner' })
  await runner.run()
  if (runner.error) throw runner.error
  return Object.values(runner.migratedFiles)
    .filter((file) => file.status === 'completed')
    .map((file) => file.file.name)
}

const { Logger } = await import('graphile-worker')
/** The queue's installer is chatty; what goes wrong is thrown anyway. */
const quiet = new Logger(() => () => {})
