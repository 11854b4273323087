import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DbMigrate extends BaseCommand {
  static override commandName = 'db:migrate'
  static override description = 'Bring the database up to date (as its owner)'
  static override options: CommandOptions = { startApp: true }

  override async run() {
    const { migrate } = await import('#database/migrate')
    const done = await migrate(this.app)
    for (const name of done) this.logger.success(name)
    if (done.length === 0) this.logger.info('Nothing to do')
  }
}
