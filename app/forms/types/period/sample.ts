import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Dates de la fête' },
  accepted: [{ typed: '1/7/2026, 15/7/2026', raw: { start: '1/7/2026', end: '15/7/2026' } }],
  refused: [
    { typed: '15/7/2026, 1/7/2026', raw: { start: '15/7/2026', end: '1/7/2026' } },
    { typed: '31/6/2026, 1/7/2026', raw: { start: '31/6/2026', end: '1/7/2026' } },
  ],
}
