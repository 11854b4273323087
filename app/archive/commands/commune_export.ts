import { args, BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class CommuneExport extends BaseCommand {
  static override commandName = 'commune:export'
  static override description = 'Write all that a commune has into a zip: rows, files, a manifest'
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'Slug of the commune' })
  declare slug: string

  @args.string({ description: 'The file to write' })
  declare to: string

  override async run() {
    const { copyFile } = await import('node:fs/promises')
    const { communeBySlug } = await import('#tenancy/commune')
    const { packCommune } = await import('#archive/commune/pack')
    const commune = await communeBySlug(this.slug)
    if (!commune) {
      this.logger.error(`No commune ${this.slug}`)
      this.exitCode = 1
      return
    }
    await packCommune(commune.id, async ({ path, manifest }) => {
      await copyFile(path, this.to)
      this.logger.success(`${commune.name}: ${manifest.files.length} files, hash ${manifest.hash}`)
    })
  }
}
