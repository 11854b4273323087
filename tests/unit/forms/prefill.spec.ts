import { test } from '@japa/runner'
import { check, compile, type Document, load, type Spec } from '#forms/main'
import { TYPES } from '#forms/types/registry'
import { documentOf, formOf, page } from './support/documents.js'

const asked = (spec: Spec, holder = {}): Document =>
  documentOf({ p: { ...page({ q: { title: 'Question', ...spec } }), ...holder } })

const CHOICE: Spec = { 'x-question': 'choice', 'oneOf': [{ const: 'a' }, { const: 'b' }] }

test.group('Forms | a link that brings answers', () => {
  test('may do so only where it is harmless', ({ assert }) => {
    const allows = (document: Document) => check(document).length === 0
    for (const name of ['short-text', 'number', 'date', 'yes-no', 'email', 'phone', 'place']) {
      assert.isTrue(allows(asked({ 'x-question': name, 'x-prefill': true })), name)
    }
    for (const name of ['declaration', 'consent', 'file', 'photo', 'iban', 'national-number']) {
      assert.isFalse(allows(asked({ 'x-question': name, 'x-prefill': true })), name)
    }
    for (const { name } of TYPES.filter(({ shape }) => shape !== 'value')) {
      assert.isFalse(allows(asked({ 'x-question': name, 'x-prefill': true })), name)
    }
    const text = { 'x-question': 'short-text', 'x-prefill': true }
    assert.isFalse(allows(asked({ ...text, 'x-sensitive': true })))
    assert.isFalse(allows(asked({ ...text, 'x-prefill': 'oui' } as never)))
    const group = { 'x-question': 'group', 'items': page({ x: { title: 'X', ...text } }) }
    delete (group.items as Spec).title
    assert.isFalse(allows(asked(group)))
  })

  test('brings what can stand and drops the rest', ({ assert }) => {
    const form = formOf({
      choice: { 'title': 'Choix', 'x-prefill': true, ...CHOICE },
      other: { title: 'Autre', ...CHOICE },
      born: { 'title': 'Le', 'x-question': 'date', 'x-prefill': true, 'x-not-after': 'today' },
      many: {
        'title': 'Jours',
        'x-question': 'choices',
        'x-prefill': true,
        'items': { enum: ['x', 'y'] },
      },
    })
    const brought = (query: string) => {
      const values = new Map<string, string[]>()
      const params = new URLSearchParams(query)
      for (const name of params.keys()) values.set(name, params.getAll(name))
      return form.prefilled(values, { today: '2026-06-15' })
    }
    assert.deepEqual(brought('p.choice=a&p.other=a&p.x=1&q=2'), { p: { choice: 'a' } })
    assert.deepEqual(brought('p.choice=c'), {})
    assert.deepEqual(brought('p.born=14/6/2026'), { p: { born: '2026-06-14' } })
    assert.deepEqual(brought('p.born=16/6/2026&p.choice=b'), { p: { choice: 'b' } })
    assert.deepEqual(brought('p.many=y&p.many=x'), { p: { many: ['x', 'y'] } })
    assert.deepEqual(brought('p.many=y&p.many=z'), {})
    assert.deepEqual(brought('__proto__.x=1&p.__proto__=1&constructor.prototype=1'), {})
    assert.deepEqual(
      form.prefillKeys().map(({ path }) => path),
      ['p.choice', 'p.born', 'p.many']
    )
  })

  test('may answer what is hidden as long as another answer is missing', ({ assert }) => {
    const rule = { all: [{ question: 'p.first', is: 'a' }] }
    const document = documentOf({
      p: page({
        first: { title: 'Un', ...CHOICE },
        second: {
          'title': 'Deux',
          'x-question': 'short-text',
          'x-prefill': true,
          'x-show-if': rule,
        },
      }),
    })
    const form = load(compile(document))
    const answers = form.prefilled(new Map([['p.second', ['là']]]))
    assert.deepEqual(answers, { p: { second: 'là' } })
    assert.notProperty(form.visible(answers).p, 'second')
    assert.deepEqual(form.visible({ p: { first: 'a', ...answers.p } }).p!.second, 'là')
  })
})
