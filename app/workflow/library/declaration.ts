import type { Definition } from '../definition.js'
import { message, note } from './fields.js'

/** A declaration asks for no decision: it is registered on receipt, with its certificate. */
export const declaration: Definition = {
  id: 'declaration',
  label: 'Déclaration',
  description: 'La déclaration est enregistrée dès sa réception, avec un récépissé.',
  start: 'recue',
  states: {
    recue: { label: 'Reçue', holder: 'accueil' },
    enregistree: { label: 'Enregistrée', final: 'accepted' },
  },
  actions: {
    enregistrer: {
      label: 'Enregistrer',
      past: 'Déclaration enregistrée',
      tone: 'positive',
      from: ['recue'],
      to: 'enregistree',
      by: ['accueil', 'system'],
      form: [message, note],
      effects: [
        { type: 'certificate', template: 'recepisse' },
        { type: 'notify', to: 'usager', template: 'usager-enregistree' },
      ],
    },
  },
  certificates: {
    recepisse: {
      title: 'Récépissé de déclaration',
      body: 'La commune de {commune} certifie que {nom} a déposé le {date_depot} la déclaration « {demarche} », enregistrée sous la référence {reference}.\n\nCe récépissé est délivré pour servir et valoir ce que de droit.',
    },
  },
  routing: [{ do: 'enregistrer' }],
}
