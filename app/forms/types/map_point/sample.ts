import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Où se trouve le problème ?' },
  accepted: [{ typed: 'Devant l’école Jules-Ferry', raw: { label: 'Devant l’école Jules-Ferry' } }],
  refused: [],
}
