import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Nom de l’association', minLength: 2, maxLength: 60 },
  accepted: ['Les Amis du cours Sauvaire'],
  refused: ['A'],
}
