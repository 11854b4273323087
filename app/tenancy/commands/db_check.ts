import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DbCheck extends BaseCommand {
  static override commandName = 'db:check'
  static override description = 'Prove that the database itself keeps communes apart'
  static override options: CommandOptions = { startApp: true }

  override async run() {
    const { checkLayout } = await import('#tenancy/layout_check')
    const { problems, tables } = await checkLayout()
    for (const problem of problems) this.logger.error(problem)
    if (problems.length > 0) this.exitCode = 1
    else this.logger.success(`${tables} tables of communes, each behind row-level security`)
  }
}
