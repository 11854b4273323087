import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Signature' },
  accepted: [{ typed: 'Zoé Martin, et la case cochée', raw: { name: 'Zoé Martin', agreed: '1' } }],
  refused: [{ typed: 'Zoé Martin, sans la case', raw: { name: 'Zoé Martin' } }],
}
