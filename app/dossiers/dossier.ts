import { DateTime } from 'luxon'
import { compose } from '@adonisjs/core/helpers'
import { DossierSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import { dayOf } from '#dossiers/day'
import { openVersion } from '#catalogue/versions'
import type { Answers, Clock } from '#forms/main'
import type { ServicePurpose } from '#identity/lien'
import { namedAt, type Standing } from '#workflow/main'

/** The state of what has not been submitted; every other state is its workflow's. */
export const DRAFT = 'brouillon'

export type Channel = 'online' | 'counter' | 'phone' | 'paper'

/** One request by one usager, under the version of the démarche with which it was begun. */
export default class Dossier extends compose(DossierSchema, CommuneModel) {
  static override table = 'dossiers'

  declare answers: Answers
  declare correction: Answers | null
  declare standing: Standing | null
  declare channel: Channel
  declare final: 'accepted' | 'refused' | 'dropped' | null

  /** Held until the end of the transaction: who else wants to change it waits. */
  static locked(id: string): Promise<Dossier> {
    return this.query().where('id', id).forUpdate().firstOrFail()
  }

  get isDraft() {
    return this.submittedAt === null
  }

  get isClosed() {
    return this.closedAt !== null
  }

  /** What its answers are judged by at this moment. */
  clock(now: DateTime = DateTime.now()): Clock {
    return { today: dayOf(now), assisted: this.channel !== 'online' }
  }

  /** Whether a decision may still be taken back, nothing of it having left. */
  get isUndoable() {
    return this.isClosed && this.heldUntil !== null && this.heldUntil > DateTime.now()
  }

  /** Whether a lien of a service still opens it; closed, it is open to no service. */
  async isOpenTo(serviceId: string, purpose: ServicePurpose): Promise<boolean> {
    if (!this.standing || this.isClosed) return false
    switch (purpose) {
      case 'service':
        return this.standing.serviceId === serviceId || this.#names(serviceId)
      case 'opinion':
        return this.awaitsOpinionOf(serviceId)
      case 'consult':
        return true
    }
  }

  /** Whether some action that is open now is this service's by its name. */
  async #names(serviceId: string): Promise<boolean> {
    const { workflow } = await this.version()
    return namedAt(workflow, this.state).includes(serviceId)
  }

  awaitsOpinionOf(serviceId: string): boolean {
    const opinions = this.standing?.opinions ?? []
    return opinions.some((one) => one.serviceId === serviceId && one.answeredAt === null)
  }

  version() {
    return openVersion(this.versionId)
  }
}
