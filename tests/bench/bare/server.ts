/**
 * What the framework and the database cost by themselves, on this machine at this moment: the
 * same version of AdonisJS, the same settings and the same pool, without our middleware.
 *
 * - `/bare`: a route that answers with a text
 * - `/select`: the same, after one SELECT in a transaction
 */
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'

const root = new URL('./', import.meta.url)
const importer = (path: string) =>
  path.startsWith('./') || path.startsWith('../') ? import(new URL(path, root).href) : import(path)

const ignitor = new Ignitor(root, { importer }).tap((app) => {
  app.booting(async () => {
    await import('#start/env')
  })
  app.starting(async () => {
    const { default: router } = await import('@adonisjs/core/services/router')
    const { default: db } = await import('@adonisjs/lucid/services/db')

    router.get('/bare', () => 'Bonjour')
    router.get('/select', () =>
      db.connection('app').transaction(async (trx) => {
        const { rows } = await trx.rawQuery('select name from communes where slug = ?', ['petite'])
        return rows[0].name
      })
    )
  })
  app.listen('SIGTERM', () => app.terminate())
})

ignitor
  .httpServer()
  .start()
  .catch((error) => {
    process.exitCode = 1
    return prettyPrintError(error)
  })
