import { chosenWorkflow } from '#catalogue/chosen_workflow'
import type Demarche from '#catalogue/demarche'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import { documentOf } from '#catalogue/documents'
import type { ServiceRef } from '#workflow/main'

/**
 * Gives what is frozen with a version (its title, its workflow) to those who come from now on, with
 * the form that is in use. Dossiers under way stay on theirs. Nothing to do before the first
 * publication: the form will be published with what is chosen by then.
 */
export class RepublishDemarche {
  async handle(demarche: Demarche, services: ServiceRef[]) {
    const document = await documentOf(demarche)
    if (!document) return { type: 'unchanged' as const }
    const chosen = await chosenWorkflow(demarche, services)
    return new PublishDemarche().handle({ demarche, document, ...chosen })
  }
}
