import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: {
    'title': 'Le local',
    'type': 'object',
    'x-order': ['surface', 'etage'],
    'required': ['surface'],
    'properties': {
      surface: { 'x-question': 'number', 'title': 'Surface', 'x-unit': 'm²', 'minimum': 1 },
      etage: { 'x-question': 'short-text', 'title': 'Étage' },
    },
  },
  accepted: [{ typed: '24, 2e étage', raw: { surface: '24', etage: '2e étage' } }],
  refused: [{ typed: 'Un étage sans surface', raw: { etage: '2e étage' } }],
}
