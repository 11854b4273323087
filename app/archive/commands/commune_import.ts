import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class CommuneImport extends BaseCommand {
  static override commandName = 'commune:import'
  static override description = 'Make a commune of an export; it is suspended until it is resumed'
  static override help = ['node ace commune:import plassans.zip plassans --host=plassans.example']
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'The zip' })
  declare file: string

  @args.string({ description: 'Short name of the new commune' })
  declare slug: string

  @flags.string({ description: 'Its hostname' })
  declare host: string

  override async run() {
    const { readHost } = await import('#tenancy/hostnames')
    const read = readHost(this.host ?? '')
    if ('problem' in read) return this.#refuse('--host is no hostname of a commune')
    const { ImportCommune } = await import('#archive/commune/import_commune')
    const place = { slug: this.slug, host: read.host }
    const by = { id: null, name: 'Ligne de commande' }
    const outcome = await new ImportCommune().handle(this.file, place, by)
    switch (outcome.type) {
      case 'taken':
        return this.#refuse('This slug or hostname is taken')
      case 'refused':
        return this.#refuse(`${outcome.reason}: ${outcome.detail}`)
      case 'imported':
        this.logger.success(`${outcome.name} (${outcome.id}), suspended; hash ${outcome.hash}`)
    }
  }

  #refuse(reason: string) {
    this.logger.error(reason)
    this.exitCode = 1
  }
}
