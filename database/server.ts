import type { ApplicationService } from '@adonisjs/core/types'

/**
 * Sets DATABASE_URL (the owner, for migrations and the job queue) and APP_DATABASE_URL (the role
 * without privileges that serves requests). Where the machine names no server, the embedded
 * PostgreSQL is started under `tmp/`, and stopped with the application.
 */
export async function provideDatabase(app: ApplicationService) {
  if (process.env.DATABASE_URL || process.env.APP_DATABASE_URL) return

  const { startEmbedded } = await import('#database/embedded/main')
  const testing = process.env.NODE_ENV === 'test'
  const server = await startEmbedded({
    dataDir: app.makePath('tmp', testing ? 'postgres-test' : 'postgres'),
    durable: !testing,
  })
  process.env.DATABASE_URL = server.ownerUrl
  process.env.APP_DATABASE_URL = server.appUrl
  app.terminating(() => server.stop())
}
