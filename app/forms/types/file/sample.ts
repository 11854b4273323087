import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { 'title': 'Justificatif de domicile', 'maxItems': 2, 'x-kinds': ['pdf', 'image'] },
  accepted: [],
  refused: [],
}
