import { compose } from '@adonisjs/core/helpers'
import { DateTime } from 'luxon'
import { ServiceSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'

/** A department of the commune, or a third party, that treats what is transferred to it. */
export default class Service extends compose(ServiceSchema, CommuneModel) {
  static override table = 'services'

  declare otherEmails: string[]

  static inOrder() {
    return this.query().where('active', true).orderBy('position').orderBy('name')
  }

  /** Those that a workflow may name, as it knows them. */
  static async refs(): Promise<{ id: string; label: string }[]> {
    return (await this.inOrder()).map(({ id, name }) => ({ id, label: name }))
  }

  /** Whether it is away on this day, its last one included. */
  isAway(now = DateTime.now()): boolean {
    const day = now.setZone('Europe/Paris').toISODate()!
    const from = this.absentFrom?.toISODate()
    const until = this.absentUntil?.toISODate()
    return !!(from || until) && (!from || from <= day) && (!until || day <= until)
  }

  /**
   * The service that reads its mails today: itself or, while it is away, whoever replaces it, who
   * may be away too. Where they all are, they wait where they were sent.
   */
  async reader(now = DateTime.now()): Promise<Service> {
    const passed = new Set<string>()
    let reader: Service = this
    while (reader.isAway(now) && reader.replacementId && !passed.has(reader.id)) {
      passed.add(reader.id)
      const next: Service | null = await Service.find(reader.replacementId)
      if (!next?.active || passed.has(next.id)) return reader.isAway(now) ? this : reader
      reader = next
    }
    return reader.isAway(now) ? this : reader
  }

  get emails(): string[] {
    return [...new Set([this.email, ...this.otherEmails])]
  }
}
