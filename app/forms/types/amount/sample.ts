import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { title: 'Montant de la facture', minimum: 1000, maximum: 500_000 },
  accepted: ['12', '1 234,50 €'],
  refused: ['douze', '9,99', '5000,01'],
}
