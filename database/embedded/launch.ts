import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, readAccess, writeAccess } from './access.js'
import type { Binaries } from './binaries.js'
import { spawnAs, type Identity } from './commands.js'
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js'
import { giveToOwnerOf, writePrivate, type Files } from './files.js'
import { identityFor } from './identity.js'
import { rotateLog, sizeOf, tailOf } from './log.js'
import { clearStalePostmaster, findPostmaster } from './postmaster.js'

const PATIENCE_MS = 120_000

const onWindows = process.platform === 'win32'

/** What goes away by itself: a server still ending, or a port taken a moment ago. */
const PASSING = /postmaster\.pid" already exists|shared memory block|could not bind/

/**
 * Starts the server on existing data and waits until it takes connections.
 * @returns false when it could not start for a reason that passes: look again who runs
 */
export async function launch(files: Files, binaries: Binaries, settings: Record<string, string>) {
  await clearStalePostmaster(files)
  await choosePort(files, settings)
  await rotateLog(files.log)
  const identity = await identityFor(files.dataDir, binaries.postgres)
  const from = await sizeOf(files.log)
  const child = spawnServer(files, binaries, identity)
  await giveToOwnerOf(files.dataDir, [files.log])

  let end = ''
  child.once('error', (error) => (end ||= `${error.message}.`))
  child.once('exit', (code) => {
    if (!onWindows || code !== 0) end ||= "il s'est arrêté aussitôt."
  })
  const deadline = Date.now() + PATIENCE_MS
  while (!end && Date.now() < deadline) {
    const server = await findPostmaster(files)
    if (server?.ready && (server.pid === child.pid || onWindows)) return true
    await sleep(10)
  }

  const lines = await tailOf(files.log, from)
  if (end && PASSING.test(lines.join('\n'))) return false
  throw new EmbeddedPostgresError(
    end || `il n'est pas prêt après ${PATIENCE_MS / 1000} secondes.`,
    `lisez son journal (${files.log}), corrigez, relancez, ${USE_ANOTHER_SERVER}`,
    lines
  )
}

async function choosePort(files: Files, settings: Record<string, string>) {
  const access = await readAccess(files)
  const port = await freePort(access.port)
  if (port !== access.port) await writeAccess(files, { ...access, port })

  const lines = Object.entries({ ...BASICS, ...settings, port: String(port) }).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`
  )
  await writePrivate(files.settings, lines.join('\n') + '\n')
}

const BASICS = {
  listen_addresses: '127.0.0.1',
  // A socket's path may not exceed some hundred characters, a project's may.
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%a@%d ',
  log_checkpoints: 'off',
}

function spawnServer(files: Files, binaries: Binaries, identity: Identity) {
  const log = openSync(files.log, 'a', 0o600)
  try {
    // On Windows, PostgreSQL refuses an administrator unless pg_ctl lowers the privileges.
    const [program, args] = onWindows
      ? [binaries.pg_ctl, ['start', '-W', '-D', files.dataDir, '-l', files.log]]
      : [binaries.postgres, ['-D', files.dataDir]]
    // A session of its own: a Ctrl-C goes to us, and we stop the server after its last client.
    const child = spawnAs(identity, program, args, {
      detached: true,
      stdio: ['ignore', log, log],
    })
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}
