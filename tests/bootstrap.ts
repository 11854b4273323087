import { mkdir } from 'node:fs/promises'
import { assert } from '@japa/assert'
import type { Config } from '@japa/runner/types'
import app from '@adonisjs/core/services/app'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import { dataRoot } from '#database/server'
import testUtils from '@adonisjs/core/services/test_utils'

export const plugins: Config['plugins'] = [assert(), pluginAdonisJS(app)]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [],
  teardown: [],
}

/** The suites that play over HTTP find the database migrated and a server that listens. */
export const configureSuite: Config['configureSuite'] = (suite) => {
  if (suite.name === 'unit') return
  suite.setup(async () => {
    // Made by the embedded PostgreSQL, where there is one; tests put files there too.
    await mkdir(dataRoot(app), { recursive: true })
    const { migrate } = await import('#database/migrate')
    await migrate(app)
  })
  suite.setup(() => testUtils.httpServer().start())
}
