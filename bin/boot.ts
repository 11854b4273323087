import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { provideDatabase } from '#database/server'

export const APP_ROOT = new URL('../', import.meta.url)

/**
 * The one way in which every entry point (server, console, demo, tests) makes the application:
 * a database is there before the environment is read, because a machine without DATABASE_URL
 * gets its own PostgreSQL, whose port and passwords only exist once it runs.
 */
export function createIgnitor(options: { database: boolean; exclusive?: boolean }) {
  const importer = (path: string) =>
    path.startsWith('./') || path.startsWith('../')
      ? import(new URL(path, APP_ROOT).href)
      : import(path)

  return new Ignitor(APP_ROOT, { importer }).tap((app) => {
    app.booting(async () => {
      if (options.database) await provideDatabase(app, options)
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
    app.listen('SIGINT', () => app.terminate())
  })
}

/** Serves, or says what went wrong and leaves nothing running: the database may have started. */
export function serve(ignitor: Ignitor) {
  return ignitor
    .httpServer()
    .start()
    .catch(async (error) => {
      process.exitCode = 1
      await prettyPrintError(error)
      await ignitor.terminate()
    })
}
