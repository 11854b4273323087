/**
 * `npm run demo`: everything on this machine, with nothing configured. The embedded PostgreSQL,
 * the communes of the demo, the server with the worker inside, and a mailbox page for the mails.
 */
process.env.DEMO = 'true'
process.env.LOG_LEVEL ??= 'warn'

import { createIgnitor, serve } from './boot.js'
import { buildAssets } from './assets.js'

await buildAssets()

const ignitor = createIgnitor({ database: true, exclusive: true }).tap((app) => {
  app.starting(async () => {
    const { migrate } = await import('#database/migrate')
    const { loadDemo } = await import('#database/demo/load')
    await migrate(app)
    await loadDemo()
  })
  app.ready(async () => {
    const { welcome } = await import('#database/demo/welcome')
    process.stdout.write(welcome(Number(process.env.PORT)))
  })
})

await serve(ignitor)
