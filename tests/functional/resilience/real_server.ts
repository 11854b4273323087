import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { freePort, readAccess, urlFor } from '#database/embedded/access'
import { filesOf } from '#database/embedded/files'
import { startEmbedded } from '#database/embedded/main'
import { findPostmaster } from '#database/embedded/postmaster'
import { dataRoot } from '#database/server'

const TS = '--import=@poppinss/ts-exec'

export interface Settled {
  id: string
  host: string
}

/** Guichet as a town hall runs it: a process of its own, on a durable database of its own. */
export class RealServer {
  communes: Settled[] = []
  port = 0
  smtpPort = 0
  #folder = join(dataRoot(app), `real-${Date.now()}`)
  #child?: ChildProcess
  #worker?: ChildProcess
  log = ''

  /** @param overdue how many dossiers of each commune wait for a correction, its delay over */
  async settle(communes: number, overdue = 0) {
    this.port = await freePort()
    this.smtpPort = await freePort()
    const script = 'tests/functional/resilience/settle.ts'
    const options = { cwd: app.makePath(), env: this.#env() }
    const run = promisify(execFile)(
      process.execPath,
      [TS, script, String(communes), String(overdue)],
      options
    )
    this.communes = JSON.parse((await run).stdout.trim().split('\n').at(-1)!)
  }

  async start() {
    const child = spawn(process.execPath, [TS, 'bin/server.ts'], {
      cwd: app.makePath(),
      env: this.#env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => (this.log = (this.log + chunk).slice(-4000)))
    }
    await this.healthy()
  }

  /** A second worker beside the one in the server, in a process of its own. */
  startWorker() {
    const child = spawn(process.execPath, ['ace.js', 'worker'], {
      cwd: app.makePath(),
      env: this.#env(),
      stdio: 'ignore',
    })
    this.#worker = child
  }

  /** Server and worker at the same moment. */
  async killBoth() {
    this.#worker?.kill('SIGKILL')
    await this.kill()
  }

  /** Answers, and reaches its database. */
  async healthy() {
    const deadline = Date.now() + 30_000
    for (;;) {
      const url = `http://127.0.0.1:${this.port}/health`
      if (
        await fetch(url).then(
          ({ ok }) => ok,
          () => false
        )
      )
        return
      if (!this.alive || Date.now() > deadline) throw new Error(this.log)
      await sleep(100)
    }
  }

  get alive() {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  async kill() {
    if (!this.alive) return
    this.#child!.kill('SIGKILL')
    await once(this.#child!, 'exit')
  }

  /** The server of the database, as if its machine had lost its mind. */
  async killPostgres() {
    const server = await findPostmaster(this.#files)
    process.kill(server!.pid, 'SIGKILL')
    return server!.pid
  }

  async postgresPid() {
    return (await findPostmaster(this.#files))?.pid
  }

  /** SQL as the owner, in the scope of a commune where one is given. */
  async query(sql: string, communeId = '', values: unknown[] = []) {
    const url = urlFor('guichet_owner', await readAccess(this.#files))
    const client = new pg.Client(url)
    await client.connect()
    try {
      await client.query(`select set_config('app.commune_id', $1, false)`, [communeId])
      return (await client.query(sql, values)).rows
    } finally {
      await client.end()
    }
  }

  /** Lets the time pass until every mail is due again. */
  makeMailsDue() {
    return this.query(
      'update graphile_worker._private_jobs set run_at = now() where locked_at is null'
    )
  }

  async close() {
    await this.killBoth()
    // What was killed left its database running: its last user stops it.
    const database = await startEmbedded({ dataDir: this.#dataDir })
    await database.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }

  get #dataDir() {
    return join(this.#folder, 'postgres')
  }

  get #files() {
    return filesOf(this.#dataDir)
  }

  #env() {
    const { DATABASE_URL, APP_DATABASE_URL, DEMO, FILES_ROOT, ...env } = process.env
    return {
      ...env,
      NODE_ENV: 'development',
      DATA_ROOT: this.#folder,
      HOST: '127.0.0.1',
      PORT: String(this.port),
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(this.smtpPort),
      LOG_LEVEL: 'error',
    }
  }
}
