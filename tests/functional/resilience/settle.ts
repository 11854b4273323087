/** Run as a process of its own: migrates the database of DATA_ROOT, and adds communes to it, with overdue dossiers. */
import { createIgnitor } from '../../../bin/boot.js'

const app = createIgnitor({ database: true }).createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { migrate } = await import('#database/migrate')
  const { aCommune } = await import('#tests/support/world')
  const { addOverdue } = await import('./overdue.js')
  await migrate(app)
  const communes = []
  const overdue = Number(process.argv[3] ?? 0)
  for (let n = 0; n < Number(process.argv[2]); n++) {
    const commune = await aCommune()
    communes.push(commune)
    if (overdue > 0) await addOverdue(commune, overdue)
  }
  process.stdout.write(`\n${JSON.stringify(communes.map(({ id, host }) => ({ id, host })))}\n`)
})
await app.terminate()
