import type { ApplicationService } from '@adonisjs/core/types'

/** The worker inside the server: a machine that runs one process sends its mails too. */
export default class WorkerProvider {
  constructor(private app: ApplicationService) {}

  async ready() {
    const { default: env } = await import('#start/env')
    if (env.get('WORKER') === 'apart' || this.app.inTest) return
    const { startWorker } = await import('#notifications/worker')
    const worker = await startWorker()
    // Not in `shutdown()`: what is registered last ends first, and so before the database does.
    this.app.terminating(() => worker.stop())
  }
}
