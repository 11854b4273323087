import type Demarche from '#catalogue/demarche'
import { sql } from '#tenancy/scope'

/** Notes that a draft was tried to the end; no longer true once it is changed. */
export class TryDraft {
  async handle({ demarche, version }: { demarche: Demarche; version: number }) {
    await sql(
      'update demarche_drafts set tried_version = version where demarche_id = ? and version = ?',
      [demarche.id, version]
    )
  }
}
