import { rmSync } from 'node:fs'
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getActiveTestOrFail } from '@japa/runner'
import pg from 'pg'
import { filesOf } from '../../../../database/embedded/files.js'
import { startEmbedded, type EmbeddedOptions } from '../../../../database/embedded/main.js'
import { findPostmaster } from '../../../../database/embedded/postmaster.js'

/** As unfriendly as a real one: closed to other users, with a space and an accent. */
const makeFolder = async () => realpath(await mkdtemp(join(tmpdir(), 'guichet embarqué-')))

/** A temporary folder that ends with the test, and with it the server that still runs there. */
export async function temporaryFolder() {
  const folder = await makeFolder()
  getActiveTestOrFail().cleanup(async () => {
    await killServer(join(folder, 'postgres'))
    await rm(folder, { recursive: true, force: true, maxRetries: 20 })
  })
  return { folder, dataDir: join(folder, 'postgres') }
}

let made: Promise<string> | undefined

/** The data of one cluster for all tests that leave it whole: to make one takes a second. */
export async function sharedCluster() {
  const dataDir = await (made ??= makeCluster())
  getActiveTestOrFail().cleanup(async () => {
    await killServer(dataDir)
    await rm(`${dataDir}.log`, { force: true })
  })
  return dataDir
}

/** A copy of it, to be damaged. */
export async function copiedCluster() {
  const { folder, dataDir } = await temporaryFolder()
  await cp(await (made ??= makeCluster()), dataDir, { recursive: true })
  return { folder, dataDir }
}

/** Puts a file back as it is now when the test ends. */
export async function restoreLater(path: string) {
  const content = await readFile(path)
  getActiveTestOrFail().cleanup(() => writeFile(path, content, { mode: 0o600 }))
}

/** Starts a server that stops with the test. */
export async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}) {
  const server = await startEmbedded({ dataDir, durable: false, ...options })
  getActiveTestOrFail().cleanup(() => server.stop())
  return server
}

async function makeCluster() {
  const folder = await makeFolder()
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const dataDir = join(folder, 'postgres')
  const server = await startEmbedded({ dataDir, durable: false })
  await server.stop()
  return dataDir
}

export const postmasterOf = (dataDir: string) => findPostmaster(filesOf(dataDir))

/** Ends a server at once, as a power cut would. */
export async function killServer(dataDir: string) {
  const server = await postmasterOf(dataDir)
  if (!server) return
  process.kill(server.pid, 'SIGKILL')
  await until(async () => !(await postmasterOf(dataDir)))
}

export async function until(condition: () => Promise<unknown>, patience = 8000) {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    const found = await condition()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`still waiting after ${patience} ms: ${condition}`)
}

/** One query on a connection of its own. */
export async function query(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
