import type { DateTime } from 'luxon'
import { compose } from '@adonisjs/core/helpers'
import { MessageSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import { sql } from '#tenancy/scope'

/** Who writes, and to whose eyes a message is new. */
export type Correspondent = 'usager' | 'accueil' | 'service'

/** What the usager or the commune wrote to the other about a dossier. */
export class Message extends compose(MessageSchema, CommuneModel) {
  static override table = 'messages'

  declare authorRole: Correspondent

  static of(dossierId: string) {
    return this.query().where('dossierId', dossierId).orderBy('id')
  }

  /** New to somebody whom it is written to. */
  isNewTo(reader: Correspondent): boolean {
    const fromUsager = this.authorRole === 'usager'
    if (fromUsager === (reader === 'usager')) return false
    const read: Record<Correspondent, DateTime | null> = {
      usager: this.readByUsagerAt,
      accueil: this.readByAccueilAt,
      service: this.readByServiceAt,
    }
    return read[reader] === null
  }
}

/** Notes that a reader has the messages of a dossier in front of them. Not a change: no date moves. */
export async function markRead(dossierId: string, reader: Correspondent) {
  const author = reader === 'usager' ? '<>' : '='
  const rows = await sql(
    `update messages set read_by_${reader}_at = now()
     where dossier_id = ? and author_role ${author} 'usager' and read_by_${reader}_at is null
     returning id`,
    [dossierId]
  )
  if (rows.length > 0 && reader === 'accueil') {
    await sql(`update dossiers set unread_messages = 0 where id = ?`, [dossierId])
  }
}
