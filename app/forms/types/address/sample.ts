import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Adresse' },
  accepted: [
    {
      typed: '12 rue de la Banne, 13100 Plassans',
      raw: { street: '12 rue de la Banne', postcode: '13100', city: 'Plassans' },
    },
  ],
  refused: [
    {
      typed: '12 rue de la Banne, 1 Plassans',
      raw: { street: '12 rue de la Banne', postcode: '1', city: 'Plassans' },
    },
    {
      typed: '12 rue de la Banne, 13100',
      raw: { street: '12 rue de la Banne', postcode: '13100' },
    },
  ],
}
