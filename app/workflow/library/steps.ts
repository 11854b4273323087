import type { Action, Deadline } from '../definition.js'
import {
  category,
  correctionMessage,
  message,
  motif,
  note,
  questions,
  service,
  serviceNote,
} from './fields.js'

/** The steps that most of the library's workflows take in the same words. */

export function accept(step: Pick<Action, 'from' | 'to' | 'by'> & Partial<Action>): Action {
  return {
    label: 'Accepter',
    past: 'Demande acceptée',
    tone: 'positive',
    form: [message, note],
    effects: [{ type: 'notify', to: 'usager', template: 'usager-acceptee' }],
    ...step,
  }
}

export function refuse(step: Pick<Action, 'from' | 'to' | 'by'> & Partial<Action>): Action {
  return {
    label: 'Refuser',
    past: 'Demande refusée',
    tone: 'negative',
    form: [motif, category, note],
    effects: [{ type: 'notify', to: 'usager', template: 'usager-refusee' }],
    ...step,
  }
}

export function askCorrection(step: Pick<Action, 'from' | 'by'>): Action {
  return {
    label: 'Demander une correction',
    past: 'Correction ou complément demandé',
    help: 'L’usager reçoit votre message par courriel. Le dossier vous revient ensuite.',
    tone: 'neutral',
    to: 'correction',
    form: [questions, correctionMessage, note],
    reopens: 'questions',
    remembers: true,
    effects: [{ type: 'notify', to: 'usager', template: 'usager-correction' }],
    ...step,
  }
}

/** A superviseur puts a dossier in the charge of another service: its lien dies, the other one gets its own. */
export function entrust(from: string): Action {
  return {
    label: 'Confier à un autre service',
    past: 'Demande confiée à un autre service',
    help: 'Le service actuel n’y a plus accès ; l’autre reçoit un courriel avec un lien sécurisé.',
    tone: 'neutral',
    from: [from],
    to: '@same',
    by: ['superviseur'],
    public: true,
    form: [service, serviceNote],
    assigns: 'service',
    effects: [
      { type: 'notify', to: 'service', template: 'service-transmis' },
      { type: 'notify', to: 'usager', template: 'usager-transmise' },
    ],
  }
}

export function correct(): Action {
  return {
    label: 'Envoyer les corrections',
    past: 'Demande corrigée ou complétée',
    tone: 'positive',
    from: ['correction'],
    to: '@origin',
    by: ['usager'],
    effects: [{ type: 'notify', to: 'holder', template: 'agents-corrige' }],
  }
}

export function drop(): Action {
  return {
    label: 'Classer sans suite',
    past: 'Demande classée sans suite, faute de correction dans le délai',
    tone: 'negative',
    from: ['correction'],
    to: 'sans_suite',
    by: ['system'],
    effects: [{ type: 'notify', to: 'usager', template: 'usager-sans-suite' }],
  }
}

export function correctionDeadline(): Deadline {
  return {
    key: 'correction',
    label: 'Délai pour corriger',
    in: ['correction'],
    after: 'P30D',
    remind: [
      { after: 'P7D', to: 'usager', template: 'usager-rappel-correction' },
      { after: 'P21D', to: 'usager', template: 'usager-rappel-correction' },
    ],
    do: 'classer',
  }
}

export function treatmentAlert(states: string[]): Deadline {
  return {
    key: 'traitement',
    label: 'Délai de traitement',
    in: states,
    after: 'P15D',
    alert: { to: 'superviseur', template: 'superviseur-alerte' },
  }
}
