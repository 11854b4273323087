import { compose } from '@adonisjs/core/helpers'
import { DossierSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import { openVersion } from '#catalogue/versions'
import type { Answers } from '#forms/main'
import type { Standing } from '#workflow/main'

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

  get isDraft() {
    return this.submittedAt === null
  }

  get isClosed() {
    return this.closedAt !== null
  }

  /** Whether a service has it: in its charge, also while the usager corrects, or asked for its opinion. */
  isWith(serviceId: string): boolean {
    if (!this.standing || this.isClosed) return false
    const { serviceId: inCharge, opinions } = this.standing
    const awaited = opinions.some((one) => one.serviceId === serviceId && one.answeredAt === null)
    return inCharge === serviceId || awaited
  }

  version() {
    return openVersion(this.versionId)
  }
}
