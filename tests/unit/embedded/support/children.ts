import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { EmbeddedServer } from '../../../../database/embedded/main.js'

export interface App {
  child: ChildProcess
  server: EmbeddedServer & { error?: string }
  /** Ends it by a signal and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
  ended: Promise<unknown>
}

/** Starts the application of `app.ts` and waits until its database runs, or does not. */
export async function startApp(
  dataDir: string,
  how: 'stay' | 'exit' | 'end' = 'stay',
  options: SpawnOptions = {}
): Promise<App> {
  const script = fileURLToPath(new URL('./app.ts', import.meta.url))
  const args = ['--import', import.meta.resolve('@poppinss/ts-exec'), script, dataDir, how]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
  const ended = once(child, 'exit')
  const line = await Promise.race([once(child.stdout!, 'data'), ended])
  return {
    child,
    ended,
    server: JSON.parse(String(line[0])),
    async kill(signal) {
      child.kill(signal)
      await ended
    },
  }
}
