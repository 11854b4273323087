import type { Sample } from '../sample.js'

export const sample: Sample = { spec: { title: 'Votre logement' }, accepted: [], refused: [] }
