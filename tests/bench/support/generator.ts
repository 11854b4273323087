import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Load, Measured } from './load.js'

/**
 * Measures one load after another, from another process.
 *
 * @throws where an answer is not of the status that was expected: a fast error page is no figure
 */
export function startGenerator() {
  const child = fork(fileURLToPath(new URL('./load.ts', import.meta.url)))
  return {
    async measure(load: Load, expected: number): Promise<Measured> {
      child.send(load)
      const [measured] = (await once(child, 'message')) as [Measured]
      const others = Object.keys(measured.statuses).filter((status) => +status !== expected)
      if (others.length > 0 || measured.failed > 0) {
        throw new Error(`${load.url}: not only ${expected}: ${JSON.stringify(measured)}`)
      }
      return measured
    },
    stop: () => void child.kill(),
  }
}
