import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Immatriculation' },
  accepted: ['ab 123 cd', '1-abc-123'],
  refused: ['AB-123'],
}
