import { type Checklist, checklist } from '#catalogue/checklist'
import type Demarche from '#catalogue/demarche'
import DemarcheDraft from '#catalogue/demarche_draft'
import { type OpenDraft, openDraft } from '#catalogue/drafts'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import { chosenWorkflow } from '#catalogue/chosen_workflow'
import { holdWorkflow } from '#catalogue/workflow'
import { sql } from '#tenancy/scope'
import type { ServiceRef } from '#workflow/main'

interface Asked {
  demarche: Demarche
  /** Of the draft that was seen. */
  version: number
  services: ServiceRef[]
}

type Outcome =
  | { type: 'published'; number: number }
  | { type: 'overtaken'; draft: OpenDraft }
  /** Something on the checklist is not done. */
  | { type: 'not-ready'; draft: OpenDraft; checklist: Checklist }

/** Puts a draft online, once all that has to be is done. Dossiers under way stay on their version. */
export class PublishDraft {
  async handle({ demarche, version, services }: Asked): Promise<Outcome> {
    if (demarche.workflowId) await holdWorkflow(demarche.workflowId)
    await sql('select id from demarches where id = ? for update', [demarche.id])
    const draft = await openDraft(demarche)
    if (draft.version !== version) return { type: 'overtaken', draft }
    const list = checklist(draft)
    if (!list.isReady) return { type: 'not-ready', draft, checklist: list }

    const chosen = await chosenWorkflow(demarche, services)
    const { document } = draft
    const outcome = await new PublishDemarche().handle({ demarche, document, ...chosen })
    if (outcome.type === 'refused') {
      const refused = { ...list, problems: outcome.problems, isReady: false }
      return { type: 'not-ready', draft, checklist: refused }
    }
    if (draft.id) await DemarcheDraft.query().where('id', draft.id).delete()
    const number = outcome.type === 'published' ? outcome.version.number : draft.live!.number
    return { type: 'published', number }
  }
}
