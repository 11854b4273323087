import type { Sample } from '../sample.js'

export const sample: Sample = {
  spec: { 'title': 'Votre identité', 'x-parts': ['title', 'firstNames', 'birthName', 'birthDate'] },
  accepted: [
    {
      typed: 'Madame, Zoé Anne, Martin, 27/3/1985',
      raw: { title: 'madame', firstNames: 'Zoé Anne', birthName: 'Martin', birthDate: '27/3/1985' },
    },
  ],
  refused: [
    {
      typed: 'Zoé Anne, sans nom, 27/3/1985',
      raw: { firstNames: 'Zoé Anne', birthDate: '27/3/1985' },
    },
  ],
}
