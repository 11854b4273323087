import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js'
import { isAlive, startTimeOf } from './processes.js'

const PATIENCE_MS = 120_000

/**
 * Runs `work` while no other process does under the same lock file. The file names its process
 * and when that started, so that one left by a `kill -9` holds nobody up.
 *
 * It spares two starts at once a useless initdb; it need not be perfect, since the rename of a
 * finished cluster and PostgreSQL's own postmaster.pid decide in the end.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  const own = `${process.pid} ${await startTimeOf(process.pid)}`

  while (!(await take(path, own))) {
    if (await isStale(path)) await rm(path, { force: true })
    else if (Date.now() > deadline) throw stuck(path)
    else await sleep(20)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function take(path: string, own: string) {
  try {
    await writeFile(path, own, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isStale(path: string) {
  const content = await readFile(path, 'utf8').catch(() => undefined)
  if (content === undefined) return false
  // Empty between its creation and its first byte, or because its writer was killed just there.
  if (content === '') return Date.now() - ((await mtime(path)) ?? Date.now()) > 2000

  const [pid = '', ...startTime] = content.split(' ')
  if (!(await isAlive(Number(pid)))) return true
  return (await startTimeOf(Number(pid))) !== startTime.join(' ')
}

async function mtime(path: string) {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => undefined
  )
}

function stuck(path: string) {
  return new EmbeddedPostgresError(
    `un autre processus prépare la base depuis plus de ${PATIENCE_MS / 60_000} minutes (${path}).`,
    `arrêtez ce processus puis recommencez, ${USE_ANOTHER_SERVER}`
  )
}
