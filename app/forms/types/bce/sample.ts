import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Numéro d’entreprise' },
  accepted: ['0403.170.701', 'BE 0403 170 701'],
  refused: ['0403.170', '0403.170.702'],
}
