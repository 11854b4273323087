import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class GenerateCommune extends BaseCommand {
  static override commandName = 'generate:commune'
  static override description = 'Fill a commune with made-up dossiers, to see it at scale'
  static override help = [
    'node ace generate:commune --dossiers=1000000',
    'node ace generate:commune --slug=plassans --dossiers=5000',
    '',
    'A commune of that short name is made where there is none. Dossiers are of its démarches, in every',
    'state, over three years; of the same seed they are the same. Never in production.',
  ]
  static override options: CommandOptions = { startApp: true }

  @flags.number({ description: 'How many dossiers to add', default: 10_000 })
  declare dossiers: number

  @flags.string({ description: 'Short name of the commune', default: 'grande' })
  declare slug: string

  @flags.string({ description: 'Of what chance throws', default: 'guichet' })
  declare seed: string

  override async run() {
    const { refuseInProduction, counter } = await import('#database/generate/terminal')
    if (refuseInProduction(this)) return
    const { communeBySlug } = await import('#tenancy/commune')
    const { fillCommune } = await import('#database/generate/fill')
    const { foundGenerated } = await import('#database/generate/platform')

    const { slug, seed, dossiers } = this
    const known = await communeBySlug(slug)
    const founding = { slug, name: `Commune de ${slug}`, domain: 'localhost' }
    const id = known?.id ?? (await foundGenerated(founding, seed))
    const count = counter('dossiers', dossiers)
    await fillCommune(id, dossiers, { seed, onProgress: count.at })
    count.end()
  }
}
