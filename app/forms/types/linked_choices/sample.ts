import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: {
    'title': 'École et classe',
    'x-linked': [
      {
        const: 'ferry',
        title: 'École Jules-Ferry',
        options: [
          { const: 'cp', title: 'CP' },
          { const: 'ce1', title: 'CE1' },
        ],
      },
      {
        const: 'michelet',
        title: 'École Michelet',
        options: [{ const: 'ps', title: 'Petite section' }],
      },
    ],
  },
  accepted: [{ typed: 'CP, sous École Jules-Ferry', raw: 'ferry|cp' }],
  refused: [{ typed: 'Une classe d’une autre école', raw: 'michelet|cp' }],
}
