import { execFile, spawn } from 'node:child_process'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from '#database/embedded/access'

const run = promisify(execFile)
const PACKAGES = '/usr/lib/postgresql'
const NOBODY = 65534

export interface SystemPostgres {
  major: string
  /** DATABASE_URL and APP_DATABASE_URL. */
  /** The addresses of the database of one suite. */
  env: (suite: string) => Record<string, string>
  stop(): Promise<void>
}

/**
 * A server of the oldest PostgreSQL (15 or later) that the system's packages have installed, in a
 * folder of its own; null where there is none. Root, whom PostgreSQL refuses, runs it as nobody.
 */
export async function startSystemPostgres(suites: string[]): Promise<SystemPostgres | null> {
  const majors = await readdir(PACKAGES).catch(() => [])
  const major = majors.sort((a, b) => Number(a) - Number(b)).find((one) => Number(one) >= 15)
  if (!major) return null

  const bin = join(PACKAGES, major, 'bin')
  const folder = await mkdtemp(join(tmpdir(), 'guichet-pg-'))
  const root = process.getuid?.() === 0
  const as = root ? { uid: NOBODY, gid: NOBODY } : {}
  if (root) await chown(folder, NOBODY, NOBODY)

  const data = join(folder, 'data')
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '-N'],
    as
  )
  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
  const fast = ['fsync=off', 'synchronous_commit=off', 'max_connections=60']
  const flags = [...settings, ...fast].flatMap((setting) => ['-c', setting])
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...as, stdio: 'ignore' })
  await prepare(port, suites)
  return {
    major,
    env: (suite) => ({
      DATABASE_URL: `postgres://guichet_owner@127.0.0.1:${port}/${suite}`,
      APP_DATABASE_URL: `postgres://guichet_app@127.0.0.1:${port}/${suite}`,
    }),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The two roles and the database, as the README has an operator make them; a database for each
 * suite, since two that run at once would do each other’s jobs.
 */
async function prepare(port: number, suites: string[]) {
  const client = await patiently(`postgres://postgres@127.0.0.1:${port}/postgres`)
  await client.query('create role guichet_owner login')
  await client.query('create role guichet_app login')
  for (const suite of suites) await client.query(`create database ${suite} owner guichet_owner`)
  await client.end()
}

async function patiently(url: string, attempts = 100): Promise<pg.Client> {
  const client = new pg.Client(url)
  try {
    await client.connect()
    return client
  } catch (error) {
    if (attempts === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 100))
    return patiently(url, attempts - 1)
  }
}
