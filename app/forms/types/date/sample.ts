import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { 'title': 'Date de naissance', 'x-not-after': 'today' },
  accepted: [{ typed: '27 3 1985', raw: { day: '27', month: '3', year: '1985' } }, '1/2/1990'],
  refused: [
    { typed: '31 2 2020', raw: { day: '31', month: '2', year: '2020' } },
    { typed: '1 1 2100', raw: { day: '1', month: '1', year: '2100' } },
  ],
}
