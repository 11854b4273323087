import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'J’accepte de recevoir la lettre de la mairie' },
  accepted: [{ typed: 'La case cochée', raw: '1' }],
  refused: [],
}
