import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { 'title': 'Numéro national', 'x-country': 'BE' },
  accepted: ['85.07.30-033.28', '85073003328'],
  refused: ['85.07.30-033', '85.07.30-033.29'],
}
