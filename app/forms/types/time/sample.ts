import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Heure d’arrivée' },
  accepted: ['9h', '9 h 30', '14:05'],
  refused: ['25h', 'midi'],
}
