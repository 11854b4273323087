import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Décrivez votre projet', minLength: 20, maxLength: 500 },
  accepted: ['Un jardin partagé derrière l’école.'],
  refused: ['Un jardin'],
}
