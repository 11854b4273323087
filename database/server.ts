import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ApplicationService } from '@adonisjs/core/types'

/**
 * Sets DATABASE_URL (the owner, for migrations and the job queue) and APP_DATABASE_URL (the role
 * without privileges that serves requests). Where the machine names no server, the embedded
 * PostgreSQL is started (its data under `tmp/`), and stopped with the application.
 *
 * @param options.exclusive refuse where another server of this project runs on the same data
 */
export async function provideDatabase(
  app: ApplicationService,
  { exclusive = false }: { exclusive?: boolean } = {}
) {
  if (process.env.DATABASE_URL || process.env.APP_DATABASE_URL) return

  const { claim, startEmbedded } = await import('#database/embedded/main')
  const testing = process.env.NODE_ENV === 'test'
  const server = await startEmbedded({
    dataDir: join(dataRoot(app), 'postgres'),
    durable: !testing,
  })
  if (exclusive) {
    const claimed = await claim(server, 'web')
    if (!claimed.ok) {
      await server.stop()
      throw new Error(
        `Guichet est déjà en marche dans ce dossier (processus ${claimed.by.pid}, depuis ${claimed.by.since.toLocaleString('fr')}).`
      )
    }
  }
  process.env.DATABASE_URL = server.ownerUrl
  process.env.APP_DATABASE_URL = server.appUrl
  app.terminating(async () => {
    await server.stop()
    if (testing) await rm(dataRoot(app), { recursive: true, force: true })
  })
}

/**
 * The folder of everything that is not configured to live elsewhere: the embedded database, the
 * pieces, the demo's mailbox. Each run of the tests has one of its own, so that two can run at once.
 */
export function dataRoot(app: { makePath(...parts: string[]): string }): string {
  if (process.env.NODE_ENV === 'test') process.env.DATA_ROOT ??= `tmp/test-${process.pid}`
  return resolve(app.makePath(), process.env.DATA_ROOT ?? 'tmp')
}
