import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class CommuneCreate extends BaseCommand {
  static override commandName = 'commune:create'
  static override description = 'Create a commune and the hostnames that serve it'
  static override help = [
    'node ace commune:create Plassans --host=demarches.plassans.fr',
    'node ace commune:create Montsou --host=montsou.example --host=demarches.montsou.be --country=BE',
  ]
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'Name, as it is written on the town hall' })
  declare name: string

  @flags.array({ description: 'Hostname; the first one is used in mails' })
  declare host: string[]

  @flags.string({ description: 'FR or BE', default: 'FR' })
  declare country: 'FR' | 'BE'

  @flags.string({ description: 'Short name in lower case; from the name by default' })
  declare slug?: string

  @flags.string({ description: 'INSEE or NIS code' })
  declare code?: string

  override async run() {
    if (!this.host?.length) return this.#refuse('At least one --host is needed')
    if (!['FR', 'BE'].includes(this.country)) return this.#refuse('--country is FR or BE')

    const { default: string } = await import('@adonisjs/core/helpers/string')
    const { createCommune } = await import('#tenancy/create_commune')
    try {
      const id = await createCommune({
        slug: this.slug ?? string.slug(this.name, { lower: true, strict: true }),
        name: this.name,
        country: this.country,
        code: this.code,
        hosts: this.host,
      })
      this.logger.success(`${this.name} (${id}) is served at ${this.host.join(', ')}`)
    } catch (error) {
      if ((error as { code?: string }).code !== '23505') throw error
      this.#refuse('This slug or one of these hostnames is taken')
    }
  }

  #refuse(reason: string) {
    this.logger.error(reason)
    this.exitCode = 1
  }
}
