import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Numéro SIRET' },
  accepted: ['732 829 320 00074'],
  refused: ['732 829 320', '732 829 320 00075'],
}
