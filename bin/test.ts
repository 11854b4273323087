process.env.NODE_ENV = 'test'
process.env.LOG_LEVEL ??= 'fatal'
// Mails of decisions leave at once; the specs of what is taken back say otherwise.
process.env.UNDO_SECONDS ??= '0'
// The programs that the specs have called are on this machine.
process.env.WEBHOOK_HOSTS ??= '127.0.0.1'
// Two runs at once must not answer each other's requests.
process.env.PORT = String(await freePort())

import { prettyPrintError } from '@adonisjs/core'
import { configure, processCLIArgs, run } from '@japa/runner'
import { freePort } from '#database/embedded/access'
import { buildAssets } from './assets.js'
import { createIgnitor } from './boot.js'

await buildAssets()

createIgnitor({ database: true })
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, ...config } = await import('../tests/bootstrap.js')

    processCLIArgs(process.argv.slice(2))
    configure({
      ...app.rcFile.tests,
      ...config,
      exclude: process.env.TESTS_LEFT_OUT?.split(' '),
      setup: runnerHooks.setup,
      teardown: runnerHooks.teardown.concat([() => app.terminate()]),
    })
  })
  .run(() => run())
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
