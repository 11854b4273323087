/**
 * Stops a server whose last user ended without stopping it. Started by that user's exit, as a
 * program of its own: an exit handler cannot wait for an answer, and whether somebody else uses
 * the server is a question to the server. It imports nothing of the project because node runs it
 * as it is, TypeScript or not.
 *
 *   node last_resort.ts <data folder> <pid of the server> <port> <number of the users' lock>
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const [dataDir, pid, port, lock] = process.argv.slice(2)
const { passwords } = JSON.parse(await readFile(`${dataDir}/guichet.json`, 'utf8'))
const client = new pg.Client({
  ...{ host: '127.0.0.1', port: Number(port), database: 'postgres', user: 'postgres' },
  ...{ password: passwords.postgres, ssl: false, application_name: 'guichet:last-resort' },
})
client.on('error', () => process.exit())
await client.connect()

// The session of the process that just ended may take a moment to go.
for (let tries = 0; tries < 10; tries++) {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as last', [lock])
  if (rows[0].last) {
    process.kill(Number(pid), 'SIGINT')
    break
  }
  await sleep(100)
}
await client.end()
