import { test } from '@japa/runner'
import type { Spec } from '#forms/main'
import { formOfOne, LINKED, OPTIONS } from './support/documents.js'

const UUID = '0198f2a0-5b7c-7cc1-9c1f-3f1d2a4b5c6d'
const date = (day: string, month: string, year: string) => ({ day, month, year })
const clock = { today: '2026-06-15' }

interface Case {
  spec: Spec
  /** What is posted, and the answer and its words that come of it. */
  good: [unknown, unknown, string][]
  /** What is posted, and what the usager is told. */
  bad: [unknown, RegExp][]
}

const NIR: Case = {
  spec: { 'x-question': 'national-number', 'x-country': 'FR' },
  good: [
    ['1 85 07 75 056 123 23', '185077505612323', '1 85 07 75 056 123 23'.replaceAll(' ', '\u00a0')],
    ['2 84 02 2a 004 012 21', '284022A00401221', '2 84 02 2A 004 012 21'.replaceAll(' ', '\u00a0')],
  ],
  bad: [
    ['1 85 07 75 056 123', /15\u00a0caractères/],
    ['1 85 07 75 056 123 24', /n’existe pas/],
  ],
}

const PICKED = JSON.stringify({
  label: '12 rue de Rome',
  official: '13001_0340_00012',
  lat: 43.5297419,
  lon: 5.4474267,
})

const DRAWN = 'M60 150l40 -60 30 70M330 120l0 0'

const CASES: Case[] = [
  NIR,
  {
    spec: { 'x-question': 'short-text' },
    good: [['  Rougon \u0000 Macquart ', 'Rougon Macquart', 'Rougon Macquart']],
    bad: [['x'.repeat(256), /255 caractères au plus/]],
  },
  {
    spec: { 'x-question': 'long-text', 'maxLength': 20 },
    good: [['un\r\ndeux', 'un\ndeux', 'un\ndeux']],
    bad: [['x'.repeat(21), /20 caractères au plus/]],
  },
  {
    spec: { 'x-question': 'number', 'minimum': 0, 'maximum': 5000, 'x-unit': 'm²' },
    good: [
      ['1 234,5', 1234.5, '1\u202f234,5\u00a0m²'],
      ['0', 0, '0\u00a0m²'],
    ],
    bad: [
      ['douze', /doit être un nombre/],
      ['-1', /supérieur ou égal à 0/],
      ['5001', /inférieur ou égal à 5\u202f000/],
      ['1e3', /doit être un nombre/],
    ],
  },
  {
    spec: { 'x-question': 'number', 'type': 'integer' },
    good: [['3', 3, '3']],
    bad: [['3,5', /nombre entier/]],
  },
  {
    spec: { 'x-question': 'amount', 'maximum': 100_000 },
    good: [
      ['12,5', 1250, '12,50\u00a0€'],
      ['1,15 €', 115, '1,15\u00a0€'],
    ],
    bad: [
      ['12,345', /montant en euros/],
      ['1000,01', /ne peut pas dépasser 1\u202f000,00\u00a0€/],
    ],
  },
  {
    spec: { 'x-question': 'date', 'x-not-after': 'today', 'x-not-before': 'today-1y' },
    good: [
      [date('1', '6', '2026'), '2026-06-01', '1er\u00a0juin 2026'],
      ['15/06/2026', '2026-06-15', '15\u00a0juin 2026'],
    ],
    bad: [
      [date('31', '2', '2026'), /date qui existe/],
      [date('', '2', '2026'), /date qui existe/],
      [date('16', '6', '2026'), /15\u00a0juin 2026 ou avant/],
      [date('14', '6', '2025'), /15\u00a0juin 2025 ou après/],
    ],
  },
  {
    spec: { 'x-question': 'period' },
    good: [
      [
        { start: date('3', '3', '2026'), end: date('3', '3', '2026') },
        { start: '2026-03-03', end: '2026-03-03' },
        'du 3\u00a0mars 2026 au 3\u00a0mars 2026',
      ],
    ],
    bad: [
      [{ start: date('4', '3', '2026'), end: date('3', '3', '2026') }, /ne peut pas précéder/],
      [{ start: date('4', '3', '2026') }, /Question – Date de fin/],
    ],
  },
  {
    spec: { 'x-question': 'time' },
    good: [
      ['9h', '09:00', '09\u00a0h\u00a000'],
      ['9 h 30', '09:30', '09\u00a0h\u00a030'],
    ],
    bad: [['25h', /doit être une heure/]],
  },
  {
    spec: { 'x-question': 'yes-no' },
    good: [['non', false, 'Non']],
    bad: [['peut-être', /Choisissez une réponse/]],
  },
  {
    spec: { 'x-question': 'choice', 'oneOf': OPTIONS },
    good: [['b', 'b', 'Le deuxième']],
    bad: [['z', /Choisissez une réponse/]],
  },
  {
    spec: { 'x-question': 'choices', 'items': { oneOf: OPTIONS }, 'maxItems': 2 },
    good: [[['c', 'a', 'a'], ['a', 'c'], 'Le premier, Le troisième']],
    bad: [
      [['a', 'z'], /Choisissez/],
      [['a', 'b', 'c'], /maximum est de 2/],
    ],
  },
  {
    spec: { 'x-question': 'linked-choices', 'x-linked': LINKED },
    good: [
      ['centre|ce1', { first: 'centre', second: 'ce1' }, 'École du Centre – CE1'],
      [{ second: 'cp', first: 'gare' }, { first: 'gare', second: 'cp' }, 'École de la Gare – CP'],
    ],
    bad: [
      ['gare|ce1', /Choisissez une réponse/],
      ['gare', /Choisissez une réponse/],
    ],
  },
  {
    spec: { 'x-question': 'email' },
    good: [[' a.b+c@mairie.plassans.fr ', 'a.b+c@mairie.plassans.fr', 'a.b+c@mairie.plassans.fr']],
    bad: ['moi', 'moi@', 'moi@x', 'a..b@x.fr', 'a@-x.fr', `a@${'x'.repeat(250)}.fr`].map(
      (value) => [value, /adresse électronique complète/]
    ),
  },
  {
    spec: { 'x-question': 'phone' },
    good: [
      ['06.12.34.56.78', '+33612345678', '06 12 34 56 78'],
      ['0032 470 12 34 56', '+32470123456', '+32 470 12 34 56'],
    ],
    bad: ['06 12 34 56', '12', 'abc'].map((value) => [value, /numéro de téléphone/]),
  },
  {
    spec: { 'x-question': 'siret' },
    good: [['732 829 320 00074', '73282932000074', '732\u00a0829\u00a0320\u00a000074']],
    bad: [
      ['7328293200007', /14\u00a0chiffres/],
      ['73282932000075', /n’existe pas/],
    ],
  },
  {
    spec: { 'x-question': 'iban' },
    good: [
      [
        'fr14 2004 1010 0505 0001 3m02 606',
        'FR1420041010050500013M02606',
        'FR14 2004 1010 0505 0001 3M02 606'.replaceAll(' ', '\u00a0'),
      ],
      ['BE68-5390-0754-7034', 'BE68539007547034', 'BE68 5390 0754 7034'.replaceAll(' ', '\u00a0')],
    ],
    bad: [
      ['2004 1010 0505', /doit commencer par deux lettres/],
      ['FR15 2004 1010 0505 0001 3M02 606', /IBAN n’existe pas/],
      // A right key, but not of a length that France knows.
      ['FR80 2004 1010 0505 0001', /IBAN n’existe pas/],
      ['BE68 5390 0754 7043', /IBAN n’existe pas/],
    ],
  },
  {
    spec: { 'x-question': 'national-number' },
    good: [
      ['85.07.30-033.28', '85073003328', '85.07.30-033.28'],
      // Born in 2000 and in 2012: the key counts a 2 before the number.
      ['000301 001 19', '00030100119', '00.03.01-001.19'],
      ['12022900304', '12022900304', '12.02.29-003.04'],
    ],
    bad: [
      ['85.07.30-033', /11\u00a0chiffres/],
      ['85.07.30-033.29', /n’existe pas/],
      // The key of a birth in 2085.
      ['85.07.30-033.57', /n’existe pas/],
    ],
  },
  {
    spec: { 'x-question': 'bce' },
    good: [
      ['BE 0403.170.701', '0403170701', '0403.170.701'],
      ['202 239 951', '0202239951', '0202.239.951'],
    ],
    bad: [
      ['0403.170', /10\u00a0chiffres/],
      ['0403.170.702', /n’existe pas/],
    ],
  },
  {
    spec: { 'x-question': 'licence-plate' },
    good: [
      ['ab 123 cd', 'AB-123-CD', 'AB-123-CD'],
      ['1abc123', '1-ABC-123', '1-ABC-123'],
      ['ABC-123', 'ABC-123', 'ABC-123'],
      ['1234 ab 13', '1234 AB 13', '1234 AB 13'],
      ['12-abc-2a', '12 ABC 2A', '12 ABC 2A'],
    ],
    bad: ['AI-123-BC', 'AB-12-CD', '1234 AB 99', 'ABCDEFG'].map((value) => [
      value,
      /plaque d’immatriculation/,
    ]),
  },
  {
    spec: { 'x-question': 'licence-plate', 'x-country': 'FR' },
    good: [['1abc971', '1 ABC 971', '1 ABC 971']],
    bad: [['1-ABC-123', /plaque d’immatriculation/]],
  },
  {
    spec: { 'x-question': 'address' },
    good: [
      [
        { street: '12 rue Mouffetard', postcode: '75005', city: 'Paris' },
        { street: '12 rue Mouffetard', postcode: '75005', city: 'Paris' },
        '12 rue Mouffetard\n75005 Paris',
      ],
    ],
    bad: [
      [{ street: 'x' }, /Question – Code postal/],
      [{ street: 'x', postcode: '?', city: 'y' }, /code postal n’est pas valable/],
    ],
  },
  {
    spec: { 'x-question': 'place' },
    good: [
      [{ label: 'Devant la mairie' }, { label: 'Devant la mairie' }, 'Devant la mairie'],
      // The text is no longer what was picked.
      [
        { label: 'Devant la mairie', picked: PICKED },
        { label: 'Devant la mairie' },
        'Devant la mairie',
      ],
    ],
    bad: [[{ label: 'x'.repeat(300) }, /255 caractères au plus/]],
  },
  {
    spec: { 'x-question': 'map-point' },
    good: [
      [
        { label: ' 12 rue  de Rome', picked: PICKED },
        { label: '12 rue de Rome', official: '13001_0340_00012', lat: 43.529742, lon: 5.447427 },
        '12 rue de Rome',
      ],
      [
        { label: 'Au parc', picked: '{"label":"Au parc","lat":91,"lon":5}' },
        { label: 'Au parc' },
        'Au parc',
      ],
      [
        { label: 'Au parc', picked: '{"label":"Au parc","lat":"43","lon":5}' },
        { label: 'Au parc' },
        'Au parc',
      ],
      [{ label: 'Au parc', picked: '[' }, { label: 'Au parc' }, 'Au parc'],
    ],
    bad: [[{ label: 'x'.repeat(300) }, /255 caractères au plus/]],
  },
  {
    spec: {
      'x-question': 'identity',
      'x-parts': ['title', 'firstNames', 'birthName', 'birthDate'],
    },
    good: [
      [
        {
          title: 'madame',
          firstNames: 'Adélaïde',
          birthName: 'Fouque',
          birthDate: date('1', '2', '1968'),
        },
        { title: 'madame', firstNames: 'Adélaïde', birthName: 'Fouque', birthDate: '1968-02-01' },
        'Madame Adélaïde Fouque\nNaissance le 1er\u00a0février 1968',
      ],
    ],
    bad: [[{ firstNames: 'Adélaïde' }, /Nom de naissance/]],
  },
  {
    spec: { 'x-question': 'family-member', 'maxItems': 1 },
    good: [
      [
        [
          {
            link: 'child',
            firstNames: 'Léa',
            lastName: 'Rougon',
            birthDate: date('1', '2', '2018'),
          },
        ],
        [{ link: 'child', firstNames: 'Léa', lastName: 'Rougon', birthDate: '2018-02-01' }],
        'Membre 1 – Lien : Enfant; Prénoms : Léa; Nom : Rougon; Date de naissance : 1er février 2018'
          .replaceAll(' :', '\u00a0:')
          .replaceAll(';', '\u202f;')
          .replace('1 –', '1\u00a0–')
          .replace('1er ', '1er\u00a0'),
      ],
    ],
    bad: [
      [[{ link: 'child' }], /Membre 1 – Prénoms/],
      [[{ link: 'robot' }], /Choisissez/],
      [[{}, {}], /1 au plus/],
    ],
  },
  {
    spec: { 'x-question': 'file', 'maxItems': 1 },
    good: [[[UUID, UUID, '../etc/passwd'], [UUID], '1\u00a0fichier']],
    bad: [[[UUID, UUID.replace('0198', '0199')], /maximum est de 1/]],
  },
  {
    spec: { 'x-question': 'photo' },
    good: [[[UUID], [UUID], '1\u00a0fichier']],
    bad: [],
  },
  {
    spec: { 'x-question': 'signature', 'x-statement': 'J’accepte le règlement.' },
    good: [
      [
        { name: ' Émile Zola ', agreed: '1' },
        { name: 'Émile Zola', agreed: true },
        'Signé par Émile Zola',
      ],
    ],
    bad: [
      [{ name: 'Émile Zola' }, /Cochez la case.*J’accepte le règlement/],
      [{ agreed: '1' }, /Prénom et nom/],
    ],
  },
  {
    spec: { 'x-question': 'signature', 'x-drawn': true },
    good: [
      [
        { name: 'Émile Zola', agreed: '1', drawn: DRAWN },
        { name: 'Émile Zola', agreed: true, drawn: DRAWN },
        'Signé par Émile Zola',
      ],
      [
        { name: 'Émile Zola', agreed: '1', drawn: 'M1 1l2 2"/><script>' },
        { name: 'Émile Zola', agreed: true },
        'Signé par Émile Zola',
      ],
      [
        { name: 'Émile Zola', agreed: '1', drawn: `M1 1l${'1 1 '.repeat(5000)}1 1` },
        { name: 'Émile Zola', agreed: true },
        'Signé par Émile Zola',
      ],
    ],
    bad: [[{ drawn: DRAWN }, /Prénom et nom/]],
  },
  { spec: { 'x-question': 'declaration' }, good: [['1', true, 'Certifié']], bad: [] },
  { spec: { 'x-question': 'consent' }, good: [['on', true, 'Accepté']], bad: [] },
]

test.group('Forms | answer types', () => {
  for (const { spec, good, bad } of CASES) {
    const name = spec['x-question']!
    for (const [raw, answer, words] of good) {
      test(`${name} takes ${JSON.stringify(raw).slice(0, 80)}`, ({ assert }) => {
        const form = formOfOne(spec, true)
        const decoded = form.decode('p', { q: raw })
        assert.deepEqual(decoded.q, answer)
        assert.deepEqual(form.validate({ p: decoded }, 'p', clock), [])
        assert.equal(form.summary({ p: decoded })[0]!.items[0]!.text, words)
      })
    }
    for (const [raw, told] of bad) {
      test(`${name} refuses ${JSON.stringify(raw).slice(0, 60)}`, ({ assert }) => {
        const form = formOfOne(spec)
        const [error] = form.validate({ p: form.decode('p', { q: raw }) }, 'p', clock)
        assert.match(error!.message, told)
      })
    }
    test(`${name} is missed when it is required, by its name`, ({ assert }) => {
      const form = formOfOne(spec, true)
      for (const raw of ['', [], {}, undefined]) {
        const [error, ...others] = form.validate({ p: form.decode('p', { q: raw }) })
        assert.include(error!.message, '«\u00a0Question\u00a0»')
        assert.lengthOf(others, 0)
      }
    })
  }

  test('the form may say it in its own words', ({ assert }) => {
    const form = formOfOne(
      { 'x-question': 'email', 'x-message': { required: 'Indiquez votre courriel.' } },
      true
    )
    assert.equal(form.validate({})[0]!.message, 'Indiquez votre courriel.')
    assert.match(form.validate({ p: { q: 'x' } })[0]!.message, /complète/)
  })
})
