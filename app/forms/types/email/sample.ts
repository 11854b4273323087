import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Adresse électronique' },
  accepted: ['prenom.nom@exemple.fr'],
  refused: ['nom@exemple', 'nom.exemple.fr'],
}
