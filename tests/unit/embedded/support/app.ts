/**
 * A small application with an embedded PostgreSQL, for the specs that end it in some way.
 *
 *   app.ts <data folder> stay | exit | end
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '../../../../database/embedded/main.js'

const [dataDir, how] = process.argv.slice(2)

try {
  const { stop, ...server } = await startEmbedded({ dataDir: dataDir! })
  console.log(JSON.stringify(server))
  if (how === 'stay') await sleep(60_000)
  if (how === 'exit') process.exit()
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }))
}
