import { spawn } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What an exit needs to know of a server that is in use. */
export interface InUse {
  stop(): Promise<void>
  /** The arguments of `last_resort`, when the server is known to run. */
  lastResort(): string[] | undefined
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const inUse = new Set<InUse>()

/** Sees to it that a server does not outlive its last user, should that end without `stop()`. */
export function watchExits(server: InUse) {
  if (inUse.size === 0) {
    process.on('exit', stopLater)
    for (const signal of SIGNALS) process.on(signal, stopThenDie)
  }
  inUse.add(server)
}

export function unwatchExits(server: InUse) {
  inUse.delete(server)
  if (inUse.size > 0) return
  process.off('exit', stopLater)
  for (const signal of SIGNALS) process.off(signal, stopThenDie)
}

/** Where the application handles the signal itself, it stops its servers in its own order. */
async function stopThenDie(signal: NodeJS.Signals) {
  if (process.listenerCount(signal) > 1) return
  await Promise.allSettled([...inUse].map((server) => server.stop()))
  process.kill(process.pid, signal)
}

function stopLater() {
  // Windows has no signal by which that program could stop a server: the next start adopts it.
  if (process.platform === 'win32') return
  const script = fileURLToPath(new URL(`last_resort${extname(import.meta.url)}`, import.meta.url))
  for (const server of inUse) {
    const args = server.lastResort()
    if (args)
      spawn(process.execPath, [script, ...args], { detached: true, stdio: 'ignore' }).unref()
  }
}
