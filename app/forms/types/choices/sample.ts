import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: {
    title: 'Jours de présence',
    items: {
      type: 'string',
      oneOf: [
        { const: 'lundi', title: 'Lundi' },
        { const: 'mardi', title: 'Mardi' },
        { const: 'jeudi', title: 'Jeudi' },
      ],
    },
    maxItems: 2,
  },
  accepted: [{ typed: 'Lundi et jeudi', raw: ['jeudi', 'lundi'] }],
  refused: [{ typed: 'Les trois', raw: ['lundi', 'mardi', 'jeudi'] }],
}
