import { compose } from '@adonisjs/core/helpers'
import { DateTime } from 'luxon'
import { ListExportSchema } from '#database/schema'
import type { DeskName } from '#reporting/desks'
import type { Format } from '#reporting/exports/make'
import { CommuneModel } from '#tenancy/commune_model'

const RUNNING = ['waiting', 'reading', 'writing']

/** How much of the way is reading the dossiers; the rest is writing the file. */
const READING = 60

/** A list that is taken out as a file: the row; its bytes are on the disk under `diskKey` while it is ready. */
export default class ListExport extends compose(ListExportSchema, CommuneModel) {
  static override table = 'list_exports'

  /** Also the role that may take its lists out. */
  declare desk: DeskName
  declare format: Format
  declare state: 'waiting' | 'reading' | 'writing' | 'ready' | 'failed' | 'cancelled' | 'gone'
  declare demarcheIds: string[]

  get isRunning() {
    return RUNNING.includes(this.state)
  }

  get isReady() {
    return this.state === 'ready' && this.expiresAt! > DateTime.now()
  }

  /** How far it is, from 0 to 100. */
  get percent(): number {
    const part = this.total ? this.done / this.total : 0
    if (this.state === 'reading') return Math.floor(part * READING)
    if (this.state === 'writing') return READING + Math.floor(part * (100 - READING))
    return this.state === 'ready' ? 100 : 0
  }

  get fileName() {
    const day = this.createdAt.setZone('Europe/Paris').toFormat('yyyy-MM-dd')
    return `dossiers-${day}-${this.id.slice(-6)}.${this.format}`
  }
}
