import type { ApplicationService } from '@adonisjs/core/types'

/** The worker inside the server: a machine that runs one process sends its mails too. */
export default class WorkerProvider {
  #worker?: { stop(): Promise<void> }

  constructor(private app: ApplicationService) {}

  async ready() {
    const { default: env } = await import('#start/env')
    if (env.get('WORKER') === 'apart' || this.app.inTest) return
    const { startWorker } = await import('#notifications/worker')
    this.#worker = await startWorker()
  }

  async shutdown() {
    await this.#worker?.stop()
  }
}
