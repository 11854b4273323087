import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { BrokenLink } from '#dossiers/queries/verify_journal'

export default class JournalVerify extends BaseCommand {
  static override commandName = 'journal:verify'
  static override description = 'Prove that no line of the journal was changed or removed'
  static override help = [
    'node ace journal:verify',
    'node ace journal:verify --commune=plassans',
    '',
    'Ends with 1 where a line does not follow from the one before it, and names the first of them.',
    'The digest of a commune, kept elsewhere, later proves that all was so on that day.',
  ]
  static override options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Short name of one commune; all of them by default' })
  declare commune?: string

  override async run() {
    const { communeById, communeBySlug, communeIds } = await import('#tenancy/commune')
    const { withCommune } = await import('#tenancy/scope')
    const { verifyJournal } = await import('#dossiers/queries/verify_journal')

    const wanted = this.commune === undefined ? null : await communeBySlug(this.commune)
    if (this.commune !== undefined && !wanted) {
      this.logger.error(`No commune ${this.commune}`)
      this.exitCode = 1
      return
    }
    for (const id of wanted ? [wanted.id] : await communeIds()) {
      const { slug } = await communeById(id)
      const { broken, dossiers, lines, digest } = await withCommune(id, verifyJournal)
      if (broken) this.#report(slug, broken)
      else this.logger.success(`${slug}: ${lines} lines of ${dossiers} dossiers, ${digest}`)
    }
  }

  #report(slug: string, { dossierId, reference, number, what }: BrokenLink) {
    const dossier = reference ? `${reference} (${dossierId})` : dossierId
    this.logger.error(`${slug}: dossier ${dossier}, line ${number} is ${what}`)
    this.exitCode = 1
  }
}
