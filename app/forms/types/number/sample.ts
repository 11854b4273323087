import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { 'title': 'Surface', 'type': 'integer', 'minimum': 1, 'maximum': 500, 'x-unit': 'm²' },
  accepted: ['24', '0500'],
  refused: ['beaucoup', '2,5', '0', '501'],
}
