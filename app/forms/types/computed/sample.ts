import type { Sample } from '../sample.js'

export const sample: Sample = {
  before: {
    places: {
      'x-question': 'number',
      'title': 'Nombre de places',
      'type': 'integer',
      'minimum': 1,
      'maximum': 8,
    },
  },
  spec: {
    'title': 'À payer, 8 € par place',
    'x-compute': { product: ['essai.places', 800] },
    'x-format': 'amount',
  },
  accepted: [],
  refused: [],
}
