import { rm } from 'node:fs/promises'
import { createIgnitor, APP_ROOT } from '../../../bin/boot.js'
import { BENCH_KEY } from './servers.js'

/**
 * The application with a database of its own under `tmp/bench`, for what a measure has to find
 * there. The database is as durable as a real one.
 *
 * @param options.kept the name of one that is not emptied, neither before nor after
 */
export async function prepareApplication({ kept }: { kept?: string } = {}) {
  const data = new URL(`tmp/bench/${kept ?? 'data'}/`, APP_ROOT)
  if (!kept) await rm(data, { recursive: true, force: true })
  Object.assign(process.env, { DATA_ROOT: data.pathname, APP_KEY: BENCH_KEY, LOG_LEVEL: 'warn' })

  const app = createIgnitor({ database: true }).createApp('console')
  await app.init()
  await app.boot()
  const { migrate } = await import('#database/migrate')
  await migrate(app)
  return {
    stop: async () => {
      await app.terminate()
      if (!kept) await rm(data, { recursive: true, force: true })
    },
  }
}
