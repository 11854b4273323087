import { withOrder } from '../compiled.js'
import type { Definition } from '../definition.js'
import { avisPuisDecision } from './avis_puis_decision.js'
import { declaration } from './declaration.js'
import { directAuService } from './direct_au_service.js'
import { doubleVisa } from './double_visa.js'
import { droitsPersonnels } from './droits_personnels.js'
import { guichetUnique } from './guichet_unique.js'

export { guichetUnique }

/** Workflows ready to use and to copy. */
export const library: Definition[] = [
  guichetUnique,
  ...[directAuService, doubleVisa, declaration, avisPuisDecision, droitsPersonnels].map(withOrder),
]

export function findWorkflow(id: string): Definition | undefined {
  return library.find((definition) => definition.id === id)
}
