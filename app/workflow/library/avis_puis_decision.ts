import type { ActionField } from '../action_form.js'
import type { Definition } from '../definition.js'
import { note } from './fields.js'
import * as step from './steps.js'

const opinion: ActionField[] = [
  {
    key: 'avis',
    kind: 'choice',
    title: 'Avis',
    required: true,
    visibility: 'agents',
    choices: [
      { value: 'favorable', label: 'Favorable' },
      { value: 'reserve', label: 'Favorable avec réserves' },
      { value: 'defavorable', label: 'Défavorable' },
    ],
  },
  {
    key: 'observations',
    kind: 'long-text',
    title: 'Observations',
    visibility: 'agents',
    maxLength: 4000,
  },
  { key: 'pieces', kind: 'files', title: 'Pièces jointes', visibility: 'agents' },
]

const consultation: ActionField[] = [
  {
    key: 'services',
    kind: 'services',
    title: 'Services à consulter',
    required: true,
    visibility: 'agents',
  },
  { ...note, key: 'question', title: 'Ce qui leur est demandé', required: true },
]

/** The accueil keeps the dossier, asks services for their opinion, and decides. */
export const avisPuisDecision: Definition = {
  id: 'avis-puis-decision',
  label: 'Avis puis décision',
  description: 'L’accueil garde le dossier, demande l’avis de services, puis décide.',
  start: 'instruction',
  receipt: [{ type: 'notify', to: 'usager', template: 'usager-recue' }],
  states: {
    instruction: { label: 'En instruction', holder: 'accueil' },
    correction: {
      label: 'En attente de correction',
      usager: 'À corriger ou à compléter',
      holder: 'usager',
    },
    avis: { label: 'Avis attendus', usager: 'En instruction', holder: 'accueil' },
    decision: { label: 'À décider', usager: 'En instruction', holder: 'accueil' },
    accepte: { label: 'Acceptée', final: 'accepted' },
    refuse: { label: 'Refusée', final: 'refused' },
    sans_suite: { label: 'Classée sans suite', final: 'dropped' },
  },
  actions: {
    accepter: step.accept({ from: ['decision'], to: 'accepte', by: ['accueil'] }),
    refuser: step.refuse({ from: ['decision'], to: 'refuse', by: ['accueil'] }),
    demander_avis: {
      label: 'Demander un avis',
      past: 'Avis demandé',
      help: 'Chaque service reçoit un courriel avec un lien sécurisé, le dossier reste chez vous.',
      from: ['instruction', 'avis', 'decision'],
      to: 'avis',
      by: ['accueil'],
      form: consultation,
      asks: 'services',
      public: false,
      effects: [{ type: 'notify', to: 'consulted', template: 'service-avis' }],
    },
    rendre_avis: {
      label: 'Rendre un avis',
      past: 'Avis rendu',
      tone: 'positive',
      from: ['avis', 'decision'],
      to: '@same',
      by: ['service'],
      for: 'consulted',
      form: opinion,
      answers: true,
      completes: 'decision',
      effects: [{ type: 'notify', to: 'accueil', template: 'accueil-avis' }],
    },
    passer_outre: {
      label: 'Décider sans attendre d’autre avis',
      past: 'Décision ouverte sans attendre d’autre avis',
      from: ['instruction', 'avis'],
      to: 'decision',
      by: ['accueil', 'system'],
      form: [note],
      public: false,
    },
    demander_correction: step.askCorrection({
      from: ['instruction', 'avis', 'decision'],
      by: ['accueil'],
    }),
    corriger: step.correct(),
    classer: step.drop(),
  },
  deadlines: [
    {
      key: 'avis',
      label: 'Délai pour rendre les avis',
      in: ['avis'],
      after: 'P30D',
      remind: [{ after: 'P20D', to: 'consulted', template: 'service-rappel-avis' }],
      do: 'passer_outre',
    },
    step.correctionDeadline(),
    step.treatmentAlert(['instruction', 'decision']),
  ],
}
