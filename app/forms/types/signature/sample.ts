import type { Sample } from '../sample.js'

const DRAWN = 'M60 150l40 -60 30 70 25 -35 60 10M330 120l90 -20'

export const sample: Sample = {
  spec: { 'title': 'Signature', 'x-drawn': true },
  accepted: [
    { typed: 'Zoé Martin, et la case cochée', raw: { name: 'Zoé Martin', agreed: '1' } },
    {
      typed: 'De même, et un dessin',
      raw: { name: 'Zoé Martin', agreed: '1', drawn: DRAWN },
    },
  ],
  refused: [
    { typed: 'Zoé Martin, sans la case', raw: { name: 'Zoé Martin' } },
    { typed: 'Un dessin seul', raw: { drawn: DRAWN } },
  ],
}
