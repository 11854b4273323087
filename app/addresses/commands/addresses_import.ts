import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { AddressFile } from '#addresses/files/read_addresses'
import type { ImportOutcome, ImportReport } from '#addresses/actions/import_addresses'

/** Bad rows that are printed; the others are counted. */
const MOST_TOLD = 50

export default class AddressesImport extends BaseCommand {
  static override commandName = 'addresses:import'
  static override description = 'Make the street base of a commune what an address file says'
  static override help = [
    'The file is the CSV of the BAN (France) or the open-address CSV of BeSt (Belgium), gzipped or not.',
    'It may hold more than the commune: rows with another code are passed over.',
    'A second import updates what changed and removes what is gone.',
    '',
    'node ace addresses:import adresses-13.csv.gz --commune=plassans',
    'node ace addresses:import openaddress-bewal.csv --commune=montsou --code=53053',
  ]
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'Path of the file' })
  declare file: string

  @flags.string({ description: 'Short name of the commune' })
  declare commune: string

  @flags.array({
    description:
      'INSEE or NIS code; several for a city of arrondissements. That of the commune by default',
  })
  declare code?: string[]

  @flags.boolean({ description: 'Allow more than half of the addresses to be removed' })
  declare shrink?: boolean

  override async run() {
    const { communeBySlug } = await import('#tenancy/commune')
    const commune = this.commune && (await communeBySlug(this.commune))
    if (!commune) return this.#refuse(`There is no commune --commune=${this.commune ?? ''}`)
    const codes = this.code?.length ? this.code : [commune.code ?? ''].filter(Boolean)
    if (codes.length === 0)
      return this.#refuse(`${commune.name} has no INSEE or NIS code: give one by --code`)

    const { AddressFileError, readAddresses } = await import('#addresses/files/read_addresses')
    try {
      const file = await readAddresses(this.app.makePath(this.file))
      this.logger.info(`Format ${file.format}, rows of ${codes.join(', ')} for ${commune.name}`)
      this.#tell(await this.#import(commune.id, file, codes))
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === 'ENOENT') return this.#refuse(`There is no file ${this.file}`)
      if (code === 'EISDIR') return this.#refuse(`${this.file} is a folder`)
      if (error instanceof AddressFileError) return this.#refuse(error.message)
      throw error
    }
  }

  async #import(communeId: string, file: AddressFile, codes: string[]): Promise<ImportOutcome> {
    const { ImportAddresses } = await import('#addresses/actions/import_addresses')
    const { withCommune } = await import('#tenancy/scope')
    let told = 0
    return withCommune(communeId, async (scope) => {
      const outcome = await new ImportAddresses().handle({
        file,
        codes,
        mayShrink: this.shrink,
        onProgress: (rows, share) =>
          this.logger.info(`${rows} rows read, ${Math.round(share * 100)} %`),
        onBadRow: (line, reason) => {
          if (told++ < MOST_TOLD) this.logger.warning(`Line ${line}: ${reason}`)
        },
      })
      scope.failed = outcome.type !== 'imported'
      return outcome
    })
  }

  #tell(outcome: ImportOutcome) {
    const { report } = outcome
    this.#count(report)
    switch (outcome.type) {
      case 'imported':
        return this.logger.success(
          `${report.addresses} addresses in ${report.streets} streets: ${report.added} added, ${report.changed} changed, ${report.removed} removed`
        )
      case 'none':
        return this.#refuse('No address of this commune in the file: nothing was changed')
      case 'shrinks':
        return this.#refuse(
          `More than half of the ${outcome.before} addresses would be removed: nothing was changed. If that is right, add --shrink`
        )
    }
  }

  #count({ rows, bad, elsewhere, unused, unplaced }: ImportReport) {
    this.logger.info(
      `${rows} rows: ${elsewhere} of other communes, ${unused} not in use or further boxes of a house, ${unplaced} without a position`
    )
    if (bad > 0) this.logger.warning(`${bad} rows cannot be read and were left out`)
  }

  #refuse(reason: string) {
    this.logger.error(reason)
    this.exitCode = 1
  }
}
