import { randomBytes } from 'node:crypto'
import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class OperatorCreate extends BaseCommand {
  static override commandName = 'operator:create'
  static override description = 'Create an account of the console, or give one a new password'
  static override help = [
    'node ace operator:create camille@exemple.fr --name="Camille Martin"',
    'The password is shown once. Whoever gets it changes it in the console.',
  ]
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'Address, by which they sign in' })
  declare email: string

  @flags.string({ description: 'Name, as the journal writes it' })
  declare name?: string

  override async run() {
    const email = this.email.trim().toLowerCase()
    if (!/^[^\s@<>]+@[^\s@<>]+$/.test(email)) {
      this.logger.error(`${this.email} is no address`)
      this.exitCode = 1
      return
    }
    const { SaveOperator } = await import('#identity/actions/save_operator')
    const password = randomBytes(15).toString('base64url')
    const { isNew } = await new SaveOperator().handle(
      { email, name: this.name, password },
      { id: null, name: 'Ligne de commande' }
    )
    this.logger.success(`${email}: ${isNew ? 'created' : 'has a new password'}`)
    this.logger.log(`Password, shown once: ${password}`)
  }
}
