import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#database/embedded/access'

/** Nobody is known by it outside of a run. */
export const BENCH_KEY = 'cle-des-mesures-que-rien-d-autre-ne-connait'

/** What production insists on, on this machine. */
const PRODUCTION = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'info',
  APP_KEY: BENCH_KEY,
  PUBLIC_SCHEME: 'https',
  SMTP_HOST: '127.0.0.1',
  WORKER: 'apart',
  DATA_ROOT: process.env.DATA_ROOT ?? 'tmp',
}

export interface Server {
  port: number
  stop(): Promise<void>
}

/**
 * Starts a server of the production build and waits until it answers.
 *
 * @param entry path of the compiled file, from the root
 * @param health an address that answers 200 once it serves
 * @param log where its output goes
 */
export async function startServer(entry: string, health: string, log: string): Promise<Server> {
  const port = await freePort()
  const output = createWriteStream(log)
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...PRODUCTION, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.pipe(output)
  child.stderr.pipe(output)
  const stop = () => end(child)

  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${entry} ended: see ${log}`)
    const answer = await fetch(`http://127.0.0.1:${port}${health}`).catch(() => null)
    if (answer?.status === 200) return { port, stop }
    await sleep(100)
  }
  await stop()
  throw new Error(`${entry} does not answer: see ${log}`)
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await Promise.race([once(child, 'exit'), sleep(10_000).then(() => child.kill('SIGKILL'))])
}
