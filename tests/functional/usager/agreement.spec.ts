import { test } from '@japa/runner'
import type { Document, Spec } from '#forms/main'
import { LiveSheet } from '#forms/live'
import { TYPES } from '#forms/types/registry'
import { imported } from '#tests/support/browser_module'
import type { Fields, Page } from '#tests/support/visitor'
import { aCommune } from '#tests/support/world'

const OPTIONS = [
  { const: 'a', title: 'Le premier' },
  { const: 'b', title: 'Le deuxième' },
]

const SETTINGS: Record<string, Partial<Spec>> = {
  'short-text': { maxLength: 10 },
  'number': { minimum: 2, maximum: 9, type: 'integer' },
  'amount': { minimum: 100 },
  'date': { 'x-not-before': '2020-01-01' },
  'choice': { oneOf: OPTIONS },
  'choices': { items: { type: 'string', oneOf: OPTIONS } },
  'linked-choices': {
    'x-linked': [{ const: 'u', title: 'Un', options: [{ const: 'v', title: 'Vé' }] }],
  },
  'computed': { 'x-compute': { product: [2, 3] } },
  'signature': { 'x-drawn': true },
  'section': { 'x-order': ['q'], 'properties': { q: { 'x-question': 'time', 'title': 'Heure' } } },
  'group': { items: { properties: { q: { 'x-question': 'iban', 'title': 'Compte' } } } },
  'explanation': { description: 'À lire.' },
}

const date = (day: string, month: string, year: string) => ({ day, month, year })

/** By type, what people send and worse: each is posted, and judged as a browser would. */
const VALUES: Record<string, unknown[]> = {
  'short-text': ['', 'Nom', 'beaucoup trop long', '   '],
  'long-text': ['', 'Un texte\nde deux lignes'],
  'number': ['', '5', 'cinq', '1', '12', '3,5'],
  'amount': ['', '12,50', '0,50', '12,505', 'dix euros'],
  'date': [
    date('', '', ''),
    date('3', '3', '2026'),
    date('31', '2', '2026'),
    date('1', '1', '1999'),
    date('1', '', '2026'),
  ],
  'period': [
    { start: date('1', '3', '2026'), end: date('2', '3', '2026') },
    { start: date('2', '3', '2026'), end: date('1', '3', '2026') },
    { start: date('1', '3', '2026'), end: date('', '', '') },
  ],
  'time': ['', '9h', '25h', 'midi'],
  'yes-no': ['', 'oui', 'peut-être'],
  'choice': ['', 'a', 'z'],
  'choices': [[], ['a', 'b'], ['z']],
  'linked-choices': ['', 'u|v', 'u|w', 'u'],
  'email': ['', 'zoe@exemple.fr', 'zoe@', 'zoe exemple.fr'],
  'phone': ['', '06 12 34 56 78', '+32 470 12 34 56', '06 12', '+99 123456789'],
  'address': [
    {},
    { street: '1 rue de la Banne', postcode: '13100', city: 'Plassans' },
    { street: 'x', postcode: 'ABC', city: '' },
  ],
  'place': [{}, { label: 'Devant l’école' }],
  'map-point': [
    {},
    { label: 'Devant l’école', picked: '{"label":"Devant l’école","lat":43.5,"lon":5.4}' },
    { label: 'Au parc', picked: '{' },
  ],
  'identity': [
    {},
    { firstNames: 'Zoé', birthName: 'Martin', title: 'madame' },
    { title: 'prince' },
  ],
  'family-member': [[{ link: 'child', firstNames: 'Ana' }], [{ link: 'chien' }]],
  'national-number': ['', '85.07.30-033.28', '85.07.30-033.29', '12'],
  'siret': ['', '732 829 320 00074', '732 829 320 00075', 'abc'],
  'bce': ['', 'BE 0403.170.701', '0403.170.702', '04'],
  'iban': ['', 'BE68 5390 0754 7034', 'BE68 5390 0754 7035', 'FR'],
  'licence-plate': ['', 'AB-123-CD', '???'],
  'file': [[]],
  'photo': [[]],
  'declaration': ['', '1'],
  'consent': ['', '1'],
  'signature': [
    {},
    { name: 'Zoé Martin', agreed: '1', drawn: 'M60 150l40 -60 30 70' },
    { name: 'Zoé Martin' },
    { drawn: 'M60 150l40 -60 30 70' },
    { name: 'Zoé Martin', agreed: '1', drawn: 'M60 150"/>' },
  ],
  'computed': ['12'],
  'explanation': [undefined],
  'title': [undefined],
  'section': [{}, { q: '9h' }, { q: '25h' }],
  'group': [[{ q: 'BE68 5390 0754 7034' }], [{ q: 'x' }, { q: 'BE68' }], []],
}

function formOf(): Document {
  const questions = TYPES.map(({ name, shape }) => {
    const key = name.replaceAll('-', '_')
    const spec = { 'x-question': name, 'title': `Question ${name}`, ...SETTINGS[name] }
    return [key, spec, shape !== 'none'] as const
  })
  const page = {
    'type': 'object',
    'title': 'Tout',
    'x-order': questions.map(([key]) => key),
    'required': questions.filter(([, , asked]) => asked).map(([key]) => key),
    'properties': Object.fromEntries(questions.map(([key, spec]) => [key, spec])),
  }
  return { 'type': 'object', 'x-order': ['p'], 'properties': { p: page } } as unknown as Document
}

/** As a browser posts it: `f[p][date][day]`, `f[p][choices][]`. */
function fieldsOf(name: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[name, value]]
  if (Array.isArray(value)) {
    return value.flatMap((one, index) =>
      typeof one === 'string'
        ? [[`${name}[]`, one] as [string, string]]
        : [[`${name}[${index}][_]`, '1'] as [string, string], ...fieldsOf(`${name}[${index}]`, one)]
    )
  }
  return Object.entries(value ?? {}).flatMap(([key, one]) => fieldsOf(`${name}[${key}]`, one))
}

const tidy = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
const toldBy = (page: Page) =>
  page.html.querySelectorAll('.error-summary a').map((link) => ({
    href: link.getAttribute('href'),
    message: tidy(link.text),
  }))

test.group('A browser and the server', () => {
  test('give the same verdict, on the same questions, for every type of answer', async ({
    assert,
  }) => {
    assert.sameMembers(
      Object.keys(VALUES),
      TYPES.map(({ name }) => name)
    )
    const commune = await aCommune({ form: formOf() })
    const person = commune.visitor()
    let page = await person.get('/demarches/demande/remplir')
    const { module } = JSON.parse(
      page.html.querySelector('[data-live]')!.getAttribute('data-live')!
    )
    const sheet = new LiveSheet(await imported((await person.get(module)).body), 'p')

    const rounds = Math.max(...Object.values(VALUES).map(({ length }) => length))
    let verdicts = 0
    for (let round = 0; round < rounds; round++) {
      const raw = Object.fromEntries(
        Object.entries(VALUES).map(([name, values]) => [
          name.replaceAll('-', '_'),
          values[round % values.length],
        ])
      )
      const fields: Fields = {}
      for (const [name, value] of fieldsOf('f[p]', raw)) {
        fields[name] = name.endsWith('[]') ? [...((fields[name] ?? []) as string[]), value] : value
      }
      const own: Fields = Object.fromEntries(
        page.html
          .querySelectorAll('main form[method="post" i] > input[type=hidden]')
          .map((input) => [input.getAttribute('name'), input.getAttribute('value') ?? ''])
      )
      const action = page.html.querySelector('main form[method="post" i]')!.getAttribute('action')!
      page = await person.post(action, { ...own, ...fields })
      assert.equal(page.status, 422, `round ${round}`)

      const here = sheet.validate(sheet.decode({ p: raw })).map(({ id, message }) => ({
        href: `#${id}`,
        message: tidy(message),
      }))
      assert.deepEqual(toldBy(page), here, `round ${round}`)
      verdicts += here.length
    }
    assert.isAbove(verdicts, 60)
  })
})
