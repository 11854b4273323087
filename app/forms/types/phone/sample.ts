import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Téléphone' },
  accepted: ['06 12 34 56 78', '+32 470 12 34 56'],
  refused: ['06 12 34', 'sur demande'],
}
