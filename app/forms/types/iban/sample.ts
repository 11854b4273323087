import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'IBAN' },
  accepted: ['BE68 5390 0754 7034'],
  refused: ['68 5390 0754 7034', 'BE68 5390 0754 7035'],
}
