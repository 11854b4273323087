import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Photos du problème', maxItems: 3 },
  accepted: [],
  refused: [],
}
