import type { Definition } from '../definition.js'
import { reason, service, serviceNote } from './fields.js'
import * as step from './steps.js'

/** The accueil treats, asks for a correction or hands over to a service, which decides. */
export const guichetUnique: Definition = {
  id: 'guichet-unique',
  label: 'Guichet unique',
  description: 'L’accueil traite la demande ou la transmet au service compétent, qui décide.',
  start: 'recu',
  receipt: [{ type: 'notify', to: 'usager', template: 'usager-recue' }],
  states: {
    recu: { label: 'À traiter par l’accueil', usager: 'Reçue', holder: 'accueil' },
    correction: {
      label: 'En attente de correction',
      usager: 'À corriger ou à compléter',
      holder: 'usager',
    },
    transmis: {
      label: 'Transmis au service',
      usager: 'Transmise à {service} pour traitement',
      holder: 'service',
    },
    reoriente: {
      label: 'En réorientation',
      usager: 'En cours d’orientation',
      holder: 'accueil',
    },
    accepte: { label: 'Acceptée', final: 'accepted' },
    refuse: { label: 'Refusée', final: 'refused' },
    sans_suite: { label: 'Classée sans suite', final: 'dropped' },
  },
  actions: {
    accepter: step.accept({
      from: ['recu', 'reoriente', 'transmis'],
      to: 'accepte',
      by: ['accueil', 'service'],
    }),
    refuser: step.refuse({
      from: ['recu', 'reoriente', 'transmis'],
      to: 'refuse',
      by: ['accueil', 'service'],
    }),
    demander_correction: step.askCorrection({
      from: ['recu', 'reoriente', 'transmis'],
      by: ['accueil', 'service'],
    }),
    transmettre: {
      label: 'Transmettre pour traitement',
      past: 'Demande transmise pour traitement',
      help: 'Le service reçoit un courriel avec un lien sécurisé vers le dossier.',
      tone: 'neutral',
      from: ['recu', 'reoriente'],
      to: 'transmis',
      by: ['accueil'],
      form: [service, serviceNote],
      assigns: 'service',
      effects: [
        { type: 'notify', to: 'service', template: 'service-transmis' },
        { type: 'notify', to: 'usager', template: 'usager-transmise' },
      ],
    },
    renvoyer: {
      label: 'Renvoyer à l’accueil',
      past: 'Demande renvoyée à l’accueil',
      help: 'Si la demande ne concerne pas votre service.',
      tone: 'neutral',
      from: ['transmis'],
      to: 'reoriente',
      by: ['service'],
      form: [reason],
      effects: [{ type: 'notify', to: 'accueil', template: 'accueil-renvoyee' }],
    },
    confier: step.entrust('transmis'),
    corriger: step.correct(),
    classer: step.drop(),
  },
  order: {
    states: ['recu', 'correction', 'transmis', 'reoriente', 'accepte', 'refuse', 'sans_suite'],
    actions: [
      'accepter',
      'refuser',
      'demander_correction',
      'transmettre',
      'renvoyer',
      'confier',
      'corriger',
      'classer',
    ],
  },
  deadlines: [step.correctionDeadline(), step.treatmentAlert(['recu', 'reoriente'])],
}
