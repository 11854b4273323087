import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: {
    'title': 'Témoins',
    'x-row-title': 'Témoin',
    'x-add-title': 'Ajouter un témoin',
    'maxItems': 3,
    'items': {
      'type': 'object',
      'x-order': ['nom', 'telephone'],
      'required': ['nom'],
      'properties': {
        nom: { 'x-question': 'short-text', 'title': 'Nom' },
        telephone: { 'x-question': 'phone', 'title': 'Téléphone' },
      },
    },
  },
  accepted: [{ typed: 'Témoin 1 : Ana Da Silva', raw: [{ nom: 'Ana Da Silva' }] }],
  refused: [{ typed: 'Témoin 1 : un téléphone sans nom', raw: [{ telephone: '06 12 34 56 78' }] }],
}
