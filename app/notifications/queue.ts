import { Logger, type RunnerOptions } from 'graphile-worker'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import { Lease } from '#notifications/lease'
import { tasks } from '#notifications/tasks'

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

/** The queue speaks in the application's log. What it adds to its sentences is left out: payloads. */
const queueLogger = new Logger(() => (level, message) => {
  logger[LEVELS[level as keyof typeof LEVELS]]({ from: 'worker' }, message)
})

/**
 * Left to itself the queue writes the end of a job without waiting for the answer: a database that
 * is killed at that moment would end this process too. Written by batches, it is tried again.
 */
const OUTLIVE_DATABASE = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

/**
 * What every runner of jobs needs, in the server, apart and in the tests.
 *
 * @throws without DATABASE_URL: the app role may not read the queue
 */
export function openQueue(): { options: RunnerOptions; lease: Lease } {
  const url = env.get('DATABASE_URL')?.release()
  if (!url) throw new Error('DATABASE_URL is needed to run jobs: the role that owns the queue')

  const lease = new Lease(url, (message) => logger.warn({ from: 'worker' }, message))
  const options: RunnerOptions = {
    connectionString: url,
    noHandleSignals: true,
    maxPoolSize: 5,
    logger: queueLogger,
    taskList: tasks,
    parsedCronItems: [],
    preset: { plugins: [lease.plugin], worker: OUTLIVE_DATABASE },
  }
  return { options, lease }
}
