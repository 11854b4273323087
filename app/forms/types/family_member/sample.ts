import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Les personnes du ménage', minItems: 1, maxItems: 4 },
  accepted: [
    {
      typed: 'Enfant, Léa, Martin, 14/9/2018',
      raw: [{ link: 'child', firstNames: 'Léa', lastName: 'Martin', birthDate: '14/9/2018' }],
    },
  ],
  refused: [
    {
      typed: 'Enfant, Léa, sans nom, 14/9/2018',
      raw: [{ link: 'child', firstNames: 'Léa', birthDate: '14/9/2018' }],
    },
  ],
}
