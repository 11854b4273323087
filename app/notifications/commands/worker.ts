import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class Worker extends BaseCommand {
  static override commandName = 'worker'
  static override description = 'Run the jobs: mails, deadlines, purges'
  static override options: CommandOptions = { startApp: true, staysAlive: true }

  override async run() {
    const { startWorker } = await import('#notifications/worker')
    const worker = await startWorker()
    this.app.terminating(() => worker.stop())
    this.logger.info('The worker waits for jobs')
  }
}
