import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Je certifie l’exactitude des renseignements fournis' },
  accepted: [{ typed: 'La case cochée', raw: '1' }],
  refused: [],
}
