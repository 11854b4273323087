import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: {
    title: 'École',
    oneOf: [
      { const: 'ferry', title: 'École Jules-Ferry' },
      { const: 'michelet', title: 'École Michelet' },
      { const: 'sand', title: 'École George-Sand', description: 'Ouverte le mercredi.' },
    ],
  },
  accepted: [{ typed: 'École Michelet', raw: 'michelet' }],
  refused: [{ typed: 'Une école qui n’est pas dans la liste', raw: 'autre' }],
}
