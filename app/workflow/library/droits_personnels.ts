import type { Definition } from '../definition.js'
import { message, note } from './fields.js'
import * as step from './steps.js'

const open = ['recu', 'prolonge']
const by: Definition['actions'][string]['by'] = ['accueil', 'superviseur']

/**
 * The rights of the GDPR over one's data: an answer within one month of the request, or of three
 * once it was prolonged with the reason (article 12, paragraph 3).
 */
export const droitsPersonnels: Definition = {
  id: 'droits-personnels',
  label: 'Droits sur les données personnelles',
  description:
    'La mairie répond sous un mois à qui exerce ses droits ; elle peut prolonger ce délai de deux mois, en disant pourquoi (RGPD, article 12).',
  start: 'recu',
  receipt: [
    { type: 'notify', to: 'usager', template: 'usager-recue' },
    { type: 'notify', to: 'superviseur', template: 'agents-recue' },
  ],
  states: {
    recu: { label: 'À traiter sous un mois', usager: 'Reçue', holder: 'accueil' },
    correction: {
      label: 'En attente d’une précision',
      usager: 'À préciser',
      holder: 'usager',
    },
    prolonge: {
      label: 'Réponse reportée',
      usager: 'Réponse reportée de deux mois',
      holder: 'accueil',
    },
    fait: { label: 'Il a été fait droit à la demande', final: 'accepted' },
    refuse: { label: 'Refusée', final: 'refused' },
    sans_suite: { label: 'Classée sans suite', final: 'dropped' },
  },
  actions: {
    accepter: {
      ...step.accept({ from: open, to: 'fait', by }),
      label: 'Faire droit à la demande',
      past: 'Il a été fait droit à la demande',
      help: 'Une fois que c’est fait : copie remise, réponse corrigée ou dossier effacé.',
    },
    refuser: {
      ...step.refuse({ from: open, to: 'refuse', by }),
      help: 'Dites pourquoi, et que l’usager peut saisir l’autorité de protection des données.',
    },
    demander_correction: {
      ...step.askCorrection({ from: open, by }),
      label: 'Demander une précision',
      past: 'Précision demandée',
    },
    prolonger: {
      label: 'Reporter la réponse',
      past: 'Réponse reportée de deux mois',
      help: 'Si la demande est complexe. L’usager en est informé dans le premier mois, avec la raison.',
      tone: 'neutral',
      from: ['recu'],
      to: 'prolonge',
      by,
      form: [{ ...message, title: 'Pourquoi il faut plus de temps', required: true }, note],
      effects: [{ type: 'notify', to: 'usager', template: 'usager-prolongee' }],
    },
    corriger: step.correct(),
    classer: step.drop(),
  },
  deadlines: [
    {
      key: 'mois',
      label: 'Réponse sous un mois',
      since: 'submission',
      suspendedIn: ['correction', 'prolonge'],
      after: 'P1M',
      remind: [{ after: 'P20D', to: 'superviseur', template: 'superviseur-alerte' }],
      alert: { to: 'superviseur', template: 'superviseur-alerte' },
    },
    {
      key: 'report',
      label: 'Réponse reportée de deux mois',
      in: ['prolonge'],
      after: 'P2M',
      remind: [{ after: 'P45D', to: 'superviseur', template: 'superviseur-alerte' }],
      alert: { to: 'superviseur', template: 'superviseur-alerte' },
    },
    step.correctionDeadline(),
  ],
}
