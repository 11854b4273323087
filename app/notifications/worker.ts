import { run } from 'graphile-worker'
import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import { openQueue } from '#notifications/queue'
import { timetable } from '#notifications/tasks'

const CONCURRENCY = 4
const SWEEP_MS = 60_000
const RESTART_MS = 5_000

/**
 * Runs the jobs until it is stopped. Where the queue gives up (a database that restarts can make
 * it), it is started again: mails must not wait for somebody to notice.
 *
 * @throws where the database cannot be reached at the start
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const stopped = new AbortController()
  let current = await begin()

  const life = (async () => {
    for (;;) {
      await current.ended
      if (stopped.signal.aborted) return
      logger.error('the worker ended by itself: it starts again')
      current = await beginAgain(stopped.signal).catch(() => current)
      if (stopped.signal.aborted) await current.stop()
    }
  })()

  return {
    async stop() {
      stopped.abort()
      await current.stop()
      await life
    },
  }
}

async function beginAgain(signal: AbortSignal): ReturnType<typeof begin> {
  for (;;) {
    await sleep(RESTART_MS, undefined, { signal })
    try {
      return await begin()
    } catch (error) {
      logger.error({ err: error }, 'the worker cannot start')
    }
  }
}

async function begin() {
  const { options, lease } = openQueue()
  try {
    const runner = await run({ ...options, parsedCronItems: timetable, concurrency: CONCURRENCY })
    const sweep = sweeping(lease)
    const ended = runner.promise
      .catch((error) => logger.error({ err: error }, 'the worker failed'))
      .finally(() => (clearInterval(sweep), lease.close()))
    return { ended, stop: () => runner.stop().catch(() => {}) }
  } catch (error) {
    await lease.close()
    throw error
  }
}

/** Takes over what was left by workers that were killed: now, and every minute. */
function sweeping(lease: ReturnType<typeof openQueue>['lease']) {
  const sweep = () =>
    lease.freeDead().then(
      (freed) => freed && logger.warn({ freed }, 'jobs of killed workers are taken over'),
      (error) => logger.warn({ err: error }, 'jobs of killed workers could not be looked for')
    )
  void sweep()
  return setInterval(sweep, SWEEP_MS)
}
