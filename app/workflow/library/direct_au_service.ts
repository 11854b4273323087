import type { Definition } from '../definition.js'
import { guichetUnique } from './guichet_unique.js'
import * as step from './steps.js'

const { states, actions, order } = guichetUnique

/**
 * The guichet unique whose requests go straight to a service, chosen by the answers: each commune
 * adds its rules and its services to the copy. What no rule takes stays with the accueil.
 */
export const directAuService: Definition = {
  id: 'direct-au-service',
  label: 'Direct au service',
  description:
    'La demande part d’elle-même vers le service que désignent les réponses. À défaut, l’accueil l’oriente.',
  start: 'recu',
  receipt: guichetUnique.receipt,
  states,
  actions: {
    ...actions,
    transmettre: { ...actions.transmettre!, by: ['accueil', 'system'] },
  },
  order,
  routing: [],
  deadlines: [step.correctionDeadline(), step.treatmentAlert(['recu', 'reoriente', 'transmis'])],
}
