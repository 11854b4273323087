import type { Action, Definition } from '../definition.js'
import { message, motif, note, reason } from './fields.js'
import * as step from './steps.js'

const maire = { maire: 'Maire' }
const sentToMaire = { type: 'notify', to: 'service', template: 'service-visa' } as const

function propose(proposal: Pick<Action, 'label' | 'past' | 'tone' | 'to' | 'form'>): Action {
  return {
    ...proposal,
    help: 'Rien n’est décidé avant le visa.',
    from: ['instruction'],
    by: ['accueil'],
    assigns: { service: 'maire' },
    public: false,
    effects: [sentToMaire],
  }
}

/** The accueil proposes, the mayor signs: nothing is decided before the second signature. */
export const doubleVisa: Definition = {
  id: 'double-visa',
  label: 'Double visa',
  description: 'L’accueil propose une décision, qui n’est prise qu’avec le visa du maire.',
  start: 'instruction',
  receipt: [{ type: 'notify', to: 'usager', template: 'usager-recue' }],
  services: maire,
  states: {
    instruction: { label: 'En instruction', holder: 'accueil' },
    correction: {
      label: 'En attente de correction',
      usager: 'À corriger ou à compléter',
      holder: 'usager',
    },
    visa_accord: {
      label: 'Accord proposé, visa attendu',
      usager: 'En attente de signature',
      holder: 'service',
    },
    visa_refus: {
      label: 'Refus proposé, visa attendu',
      usager: 'En attente de signature',
      holder: 'service',
    },
    accepte: { label: 'Acceptée', final: 'accepted' },
    refuse: { label: 'Refusée', final: 'refused' },
    sans_suite: { label: 'Classée sans suite', final: 'dropped' },
  },
  actions: {
    proposer_accord: propose({
      label: 'Proposer d’accepter',
      past: 'Accord proposé au visa',
      tone: 'positive',
      to: 'visa_accord',
      form: [{ ...message, visibility: 'agents', title: 'Message proposé à l’usager' }, note],
    }),
    proposer_refus: propose({
      label: 'Proposer de refuser',
      past: 'Refus proposé au visa',
      tone: 'negative',
      to: 'visa_refus',
      form: [
        {
          ...motif,
          visibility: 'agents',
          title: 'Motif proposé',
          help: 'L’usager le lira si le visa est donné.',
        },
        note,
      ],
    }),
    demander_correction: step.askCorrection({ from: ['instruction'], by: ['accueil'] }),
    viser_accord: step.accept({
      label: 'Signer l’accord',
      from: ['visa_accord'],
      to: 'accepte',
      by: ['service'],
      form: [{ ...message, prefill: { action: 'proposer_accord', field: 'message' } }, note],
    }),
    viser_refus: step.refuse({
      label: 'Signer le refus',
      from: ['visa_refus'],
      to: 'refuse',
      by: ['service'],
      form: [{ ...motif, prefill: { action: 'proposer_refus', field: 'motif' } }, note],
    }),
    renvoyer: {
      label: 'Ne pas signer',
      past: 'Proposition renvoyée à l’instruction',
      tone: 'neutral',
      from: ['visa_accord', 'visa_refus'],
      to: 'instruction',
      by: ['service'],
      form: [reason],
      public: false,
      effects: [{ type: 'notify', to: 'accueil', template: 'accueil-renvoyee' }],
    },
    corriger: step.correct(),
    classer: step.drop(),
  },
  deadlines: [
    step.correctionDeadline(),
    step.treatmentAlert(['instruction', 'visa_accord', 'visa_refus']),
  ],
}
