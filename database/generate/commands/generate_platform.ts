import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class GeneratePlatform extends BaseCommand {
  static override commandName = 'generate:platform'
  static override description =
    'Found made-up communes, each with some dossiers, to see many of them'
  static override help = [
    'node ace generate:platform --communes=2000',
    'node ace generate:platform --communes=2000 --dossiers=200',
    '',
    'They are called gen-1, gen-2…; those that are there already are left as they are. Never in production.',
  ]
  static override options: CommandOptions = { startApp: true }

  @flags.number({ description: 'How many communes there shall be', default: 2000 })
  declare communes: number

  @flags.number({ description: 'How many dossiers each is given', default: 50 })
  declare dossiers: number

  @flags.number({ description: 'How many démarches of the library each offers', default: 5 })
  declare demarches: number

  @flags.string({ description: 'Of what chance throws', default: 'guichet' })
  declare seed: string

  override async run() {
    const { refuseInProduction, counter } = await import('#database/generate/terminal')
    if (refuseInProduction(this)) return
    const { generatePlatform } = await import('#database/generate/platform')
    const { communes, dossiers, demarches, seed } = this
    const founded = counter('communes', communes)
    const orders = await generatePlatform({ communes, dossiers, demarches, seed }, founded.at)
    founded.end()

    const { fillCommunes } = await import('#database/generate/fill')
    const filled = counter('dossiers', orders.length * dossiers)
    await fillCommunes(orders, { seed, onProgress: filled.at })
    filled.end()
  }
}
