import Demarche from '#catalogue/demarche'
import { openingOf } from '#catalogue/opening'

/** By what « Exercer vos droits » is known, whatever the commune made of its title: its workflow or its slug. */
const RIGHTS = { workflowId: 'droits-personnels', slug: 'exercer-droits' }

/** The démarche by which usagers ask for their rights over their data; null where none is offered. */
export async function rightsDemarche(): Promise<Demarche | null> {
  const demarche = await Demarche.query()
    .where((either) => either.where('workflowId', RIGHTS.workflowId).orWhere('slug', RIGHTS.slug))
    .whereNotNull('versionId')
    .orderBy('position')
    .first()
  return demarche && (await openingOf(demarche.id)) === 'open' ? demarche : null
}
