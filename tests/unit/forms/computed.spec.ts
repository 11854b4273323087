import { test } from '@japa/runner'
import { check, compile, load, type Spec } from '#forms/main'
import { documentOf, formOf, page } from './support/documents.js'
import { postedFrom } from './support/form_reader.js'

const number = (title: string): Spec => ({ 'x-question': 'number', title })
const day = (title: string): Spec => ({ 'x-question': 'date', title })
const computed = (formula: object, more: Spec = {}): Spec => ({
  'x-question': 'computed',
  'title': 'Résultat',
  'x-compute': formula,
  ...more,
})
const euros: Spec = { 'x-format': 'amount' }

const QUESTIONS: Record<string, Spec> = {
  a: number('A'),
  b: number('B'),
  ne: day('Naissance'),
  le: day('Le'),
}
const brackets = [{ 'up-to': 500, 'value': 120 }, { 'up-to': 1000, 'value': 250 }, { value: 400 }]

/** A formula, answers, and what follows from them. */
const FORMULAS: [Spec, Record<string, unknown>, unknown, string][] = [
  [computed({ sum: ['p.a', 'p.b'] }), { a: 0.1, b: 0.2 }, 0.3, '0,3'],
  [computed({ sum: ['p.a', 'p.b'] }), { b: 2 }, 2, '2'],
  [computed({ sum: ['p.a', 'p.b'] }), { a: 'douze' }, undefined, 'Non renseigné'],
  [computed({ product: ['p.a', 250] }, euros), { a: 3 }, 750, '7,50\u00a0€'],
  [computed({ product: ['p.a', 'p.b'] }, { 'x-unit': 'm²' }), { a: 3, b: 4 }, 12, '12\u00a0m²'],
  [computed({ product: ['p.a', 'p.b'] }), { a: 3 }, undefined, 'Non renseigné'],
  [computed({ product: ['p.a', 'p.b'] }), { a: 1e11, b: 1e11 }, undefined, 'Non renseigné'],
  [
    computed({ age: { born: 'p.ne', on: '2026-09-01' } }, { 'x-unit': 'ans' }),
    { ne: '2020-09-01' },
    6,
    '6\u00a0ans',
  ],
  [computed({ age: { born: 'p.ne', on: 'p.le' } }), { ne: '2020-09-02', le: '2026-09-01' }, 5, '5'],
  [
    computed({ age: { born: 'p.ne', on: 'p.le' } }),
    { ne: '2020-02-31' },
    undefined,
    'Non renseigné',
  ],
  [computed({ tariff: { of: 'p.a', brackets } }, euros), { a: 500 }, 120, '1,20\u00a0€'],
  [computed({ tariff: { of: 'p.a', brackets } }, euros), { a: 501 }, 250, '2,50\u00a0€'],
  [computed({ tariff: { of: 'p.a', brackets } }, euros), { a: 9000 }, 400, '4,00\u00a0€'],
]

test.group('Forms | computed values', () => {
  for (const [spec, answers, value, words] of FORMULAS) {
    const name = `${JSON.stringify(spec['x-compute'])} of ${JSON.stringify(answers)}`
    test(name.slice(0, 120), ({ assert }) => {
      const form = formOf({ ...QUESTIONS, c: spec }, ['c'])
      // Never what the post says.
      assert.notProperty(form.decode('p', { c: '999' }), 'c')
      const given = { p: { ...answers, c: 999 } }
      const kept = form.visible(given)
      assert.equal(kept.p!.c, value)
      assert.deepEqual(form.visible(kept), kept)
      assert.equal(form.summary(given)[0]!.items.at(-1)!.text, words)
      assert.notInclude(
        form.validate(given).map(({ path }) => path),
        'p.c'
      )
    })
  }

  test('is shown to read, and not posted', ({ assert }) => {
    const form = formOf({ ...QUESTIONS, c: computed({ sum: ['p.a', 'p.b'] }) })
    const html = form.render('p', { answers: { p: { a: 1, b: 2 } } })
    assert.include(html, '<output class="output" id="f-p-c">3</output>')
    assert.notProperty(postedFrom(html).f.p, 'c')
    assert.include(form.render('p'), 'Calculé d’après vos réponses')
    assert.equal(html.match(/\(facultatif\)/g)!.length, 4)
  })

  test('in a row by that row, outside by all of them', ({ assert }) => {
    const items = page({ n: number('N'), twice: computed({ product: ['p.g.n', 2] }) })
    const form = formOf({
      g: { 'x-question': 'group', 'title': 'Lignes', items },
      total: computed({ sum: ['p.g.twice'] }),
    })
    assert.deepEqual(form.visible({ p: { g: [{ n: 1 }, { n: 2, twice: 0 }, {}] } }), {
      p: { g: [{ n: 1, twice: 2 }, { n: 2, twice: 4 }, {}], total: 6 },
    })
  })

  test('alone on a page or in a section, from another page, and asked by a rule', ({ assert }) => {
    const section = { ...page({ c: computed({ sum: ['p.a'] }) }), 'x-question': 'section' }
    const rule = { all: [{ question: 's.q.c', greater: 3 }] }
    const form = load(
      compile(
        documentOf({
          p: page({ a: number('A') }),
          s: page({ q: section }),
          t: page({ x: { ...number('X'), 'x-show-if': rule } }, ['x']),
        })
      )
    )
    assert.deepEqual(form.visible({ p: { a: 5 } }), { p: { a: 5 }, s: { q: { c: 5 } } })
    assert.deepEqual(form.visible({ s: { q: { c: 5 } } }), { s: {} })
    assert.include(form.render('s', { answers: { p: { a: 5 } } }), '>5</output>')
    assert.equal(form.validate({ p: { a: 5 } })[0]!.path, 't.x')
    assert.deepEqual(form.validate({ p: { a: 3 } }), [])
    const html = form.renderCorrection({ answers: { p: { a: 5 } }, only: ['p.a'] })
    assert.include(html, '>5</output>')
  })

  test('refuses what it could not compute', ({ assert }) => {
    const nowhere = [
      { sum: ['p.z'] },
      { sum: ['p.ne'] },
      { sum: ['p.c'] },
      { age: { born: 'p.a', on: '2026-01-01' } },
      { product: ['p.g.n'] },
    ]
    const malformed = [
      {},
      { sum: [] },
      { sum: ['p.a'], product: ['p.a'] },
      { product: ['p.a', Number.NaN] },
      { age: { born: 'p.ne' } },
      { tariff: { of: 'p.a', brackets: [{ value: 1 }, { 'up-to': 3, 'value': 1 }] } },
      { eval: 'x' },
    ]
    const g = { 'x-question': 'group', 'title': 'G', 'items': page({ n: number('N') }) }
    for (const formula of [...nowhere, ...malformed]) {
      const document = documentOf({ p: page({ ...QUESTIONS, g, c: computed(formula) }) })
      assert.lengthOf(check(document), 1, JSON.stringify(formula))
    }
  })
})
