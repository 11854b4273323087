import { test } from '@japa/runner'
import { compile, load, type Rule, type Spec } from '#forms/main'
import { documentOf, formOf, OPTIONS, page } from './support/documents.js'

const QUESTIONS: Record<string, Spec> = {
  nom: { 'x-question': 'short-text', 'title': 'Nom' },
  motif: { 'x-question': 'choice', 'title': 'Motif', 'oneOf': OPTIONS },
  cases: { 'x-question': 'choices', 'title': 'Cases', 'items': { oneOf: OPTIONS } },
  age: { 'x-question': 'number', 'title': 'Âge' },
  jour: { 'x-question': 'date', 'title': 'Jour' },
  marie: { 'x-question': 'yes-no', 'title': 'Marié' },
}

/** A rule, answers under which it holds, answers under which it does not. */
const RULES: [Rule, object[], object[]][] = [
  [{ all: [{ question: 'p.motif', is: 'a' }] }, [{ motif: 'a' }], [{ motif: 'b' }, {}]],
  [{ all: [{ 'question': 'p.motif', 'is-not': 'a' }] }, [{ motif: 'b' }], [{ motif: 'a' }, {}]],
  [{ all: [{ 'question': 'p.motif', 'one-of': ['a', 'b'] }] }, [{ motif: 'b' }], [{ motif: 'c' }]],
  [
    { all: [{ question: 'p.cases', contains: 'a' }] },
    [{ cases: ['a', 'b'] }],
    [{ cases: ['b'] }, {}],
  ],
  [
    { all: [{ 'question': 'p.cases', 'contains-not': 'a' }] },
    [{ cases: ['b'] }],
    [{ cases: ['a'] }, {}],
  ],
  [
    { all: [{ question: 'p.age', greater: 18 }] },
    [{ age: 19 }],
    [{ age: 18 }, { age: 'vingt' }, {}],
  ],
  [{ all: [{ 'question': 'p.age', 'at-most': 18 }] }, [{ age: 18 }], [{ age: 19 }]],
  [
    { all: [{ question: 'p.jour', less: '2026-02-01' }] },
    [{ jour: '2026-01-31' }],
    [{ jour: '2026-02-01' }],
  ],
  [{ all: [{ question: 'p.marie', is: false }] }, [{ marie: false }], [{ marie: true }, {}]],
  [{ all: [{ question: 'p.nom', empty: true }] }, [{}], [{ nom: 'x' }]],
  [{ all: [{ question: 'p.nom', empty: false }] }, [{ nom: 'x' }], [{}]],
  [
    {
      any: [
        { question: 'p.nom', is: 'x' },
        { question: 'p.marie', is: true },
      ],
    },
    [{ marie: true }, { nom: 'x' }],
    [{ nom: 'y', marie: false }],
  ],
  [
    {
      all: [{ question: 'p.marie', is: true }],
      any: [
        { question: 'p.age', less: 3 },
        { question: 'p.age', greater: 9 },
      ],
    },
    [{ marie: true, age: 2 }],
    [{ marie: true, age: 5 }, { age: 2 }],
  ],
]

test.group('Forms | x-show-if', () => {
  for (const [rule, yes, no] of RULES) {
    test(`${JSON.stringify(rule)}`, ({ assert }) => {
      const asked: Spec = { 'x-question': 'short-text', 'title': 'Alors', 'x-show-if': rule }
      const onQuestion = formOf({ ...QUESTIONS, alors: asked }, ['alors'])
      const second = {
        ...page({ alors: { ...asked, 'x-show-if': undefined } }, ['alors']),
        'x-show-if': rule,
      }
      delete second.properties!.alors!['x-show-if']
      const onPage = load(compile(documentOf({ p: page(QUESTIONS), s: second })))
      for (const [answers, isShown] of [
        ...yes.map((a) => [a, true] as const),
        ...no.map((a) => [a, false] as const),
      ]) {
        const given = { p: { ...answers, alors: 'oui' }, s: { alors: 'oui' } }
        assert.equal('alors' in onQuestion.visible(given).p!, isShown)
        assert.equal('s' in onPage.visible(given), isShown)
        // The schema that other tools read says the same: required where it is shown.
        const missed = onQuestion.validate({ p: { ...answers } }).map((error) => error.path)
        assert.equal(missed.includes('p.alors'), isShown)
        assert.equal(
          onPage.validate({ p: { ...answers } }).some((e) => e.path === 's.alors'),
          isShown
        )
      }
    })
  }

  test('what hangs on a hidden question is hidden', ({ assert }) => {
    const form = formOf({
      a: QUESTIONS.marie!,
      b: { ...QUESTIONS.nom, 'x-show-if': { all: [{ question: 'p.a', is: true }] } },
      c: { ...QUESTIONS.nom, 'x-show-if': { all: [{ 'question': 'p.b', 'is-not': 'x' }] } },
    })
    assert.deepEqual(form.visible({ p: { a: false, b: 'y', c: 'z' } }), { p: { a: false } })
  })

  test('in a row: by the same row, and by what stands outside', ({ assert }) => {
    const items = page(
      {
        ecole: QUESTIONS.marie!,
        classe: {
          ...QUESTIONS.nom,
          'x-show-if': {
            all: [
              { question: 'p.enfants.ecole', is: true },
              { question: 'p.marie', is: true },
            ],
          },
        },
      },
      ['classe']
    )
    const form = formOf({
      marie: QUESTIONS.marie!,
      enfants: { 'x-question': 'group', 'title': 'Enfants', 'x-row-title': 'Enfant', items },
    })
    const rows = [{ ecole: true }, { ecole: false, classe: 'CP' }]
    const errors = form.validate({ p: { marie: true, enfants: rows } })
    assert.deepEqual(
      errors.map((error) => error.path),
      ['p.enfants.0.classe']
    )
    assert.include(errors[0]!.message, 'Enfant 1')
    assert.deepEqual(form.validate({ p: { marie: false, enfants: rows } }), [])
    assert.deepEqual(form.visible({ p: { marie: true, enfants: rows } }).p!.enfants, [
      { ecole: true },
      { ecole: false },
    ])
  })
})
