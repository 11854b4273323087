/** Run as a process of its own: migrates the database of DATA_ROOT, and adds communes to it. */
import { createIgnitor } from '../../../bin/boot.js'

const app = createIgnitor({ database: true }).createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { migrate } = await import('#database/migrate')
  const { aCommune } = await import('#tests/support/world')
  await migrate(app)
  const communes = []
  for (let n = 0; n < Number(process.argv[2]); n++) communes.push(await aCommune())
  process.stdout.write(`\n${JSON.stringify(communes.map(({ id, host }) => ({ id, host })))}\n`)
})
await app.terminate()
