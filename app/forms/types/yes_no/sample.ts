import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Habitez-vous la commune ?' },
  accepted: [
    { typed: 'Oui', raw: 'oui' },
    { typed: 'Non', raw: 'non' },
  ],
  refused: [],
}
