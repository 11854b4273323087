import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.js'
import { ITSELF, runAs } from './commands.js'
import type { Files } from './files.js'
import { isAlive, programOf } from './processes.js'

/** What a running server says of itself in its postmaster.pid. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

/** The server that runs on these data, whoever started it. */
export async function findPostmaster(files: Files): Promise<Postmaster | undefined> {
  const content = await readFile(files.postmaster, 'utf8').catch(() => '')
  // Documented in PostgreSQL's miscadmin.h: pid, folder, start, port, socket, address, key, status.
  const [pid, dataDir, , port, , , , status] = content.split('\n')
  if (!pid || !(await isAlive(Number(pid)))) return
  if (!(await isPostmasterOf(Number(pid), files, dataDir))) return
  return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' }
}

/**
 * Removes the file of a server that was killed. PostgreSQL does so itself, except where its pid
 * has since gone to another process: then it would refuse to start.
 */
export async function clearStalePostmaster(files: Files) {
  if (!(await findPostmaster(files))) await rm(files.postmaster, { force: true })
}

async function isPostmasterOf(pid: number, files: Files, dataDir: string | undefined) {
  if (process.platform === 'linux') {
    // A server's working directory is its data, also when the folder was renamed meanwhile.
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    if (cwd !== undefined) return cwd === (await realpath(files.dataDir))
  }
  const program = await programOf(pid)
  return program === '' || (program.includes('postgres') && dataDir === files.dataDir)
}

/** Stops the server in order: its clients are cut off, what was committed is on the disk. */
export async function stopPostmaster(files: Files, binaries: Binaries) {
  const server = await findPostmaster(files)
  if (!server) return
  if (process.platform === 'win32') {
    // There are no signals: pg_ctl has another way to tell the server.
    await runAs(ITSELF, binaries.pg_ctl, ['stop', '-D', files.dataDir, '-m', 'fast', '-t', '60'])
    return
  }
  process.kill(server.pid, 'SIGINT')
  if (await hasEnded(files, server.pid, 60_000)) return
  process.kill(server.pid, 'SIGQUIT')
  await hasEnded(files, server.pid, 10_000)
}

async function hasEnded(files: Files, pid: number, patience: number) {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    if ((await findPostmaster(files))?.pid !== pid) return true
    await sleep(10)
  }
  return false
}
