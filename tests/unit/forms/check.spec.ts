import { test } from '@japa/runner'
import { check, compile, type Spec } from '#forms/main'
import { documentOf, page } from './support/documents.js'

const text: Spec = { 'x-question': 'short-text', 'title': 'Nom' }
const one = (spec: Spec) =>
  documentOf({ p: page({ nom: text, q: { title: 'Question', ...spec } }) })
const group = (items: Spec, more: Spec = {}): Spec => ({
  'x-question': 'group',
  'title': 'Enfants',
  items,
  ...more,
})

/** What is refused: the document, and where or why. */
const REFUSED: [string, unknown, RegExp][] = [
  ['nothing', null, /pas un formulaire/],
  ['a list', [], /pas un formulaire/],
  ['a form without pages', documentOf({}), /pas un formulaire/],
  ['an empty page', documentOf({ p: page({}) }), /aucune question/],
  ['an unknown type', one({ 'x-question': 'robot' }), /n’existe pas/],
  ['an unknown x- keyword', one({ ...text, 'x-run': 'rm' }), /x-run/],
  ['a pattern of the commune', one({ ...text, pattern: '(a+)+$' }), /pattern/],
  ['a reference', one({ ...text, $ref: 'https://ailleurs.example/schema' }), /\$ref/],
  ['$data', one({ ...text, maxLength: { $data: '1/nom' } }), /réglage/],
  ['a contradicting type', one({ ...text, type: 'number' }), /type/],
  ['a key of every object', documentOf({ p: page({ ['constructor']: text } as never) }), /clé/],
  ['a key with a dot', documentOf({ p: page({ 'a.b': text }) }), /clé/],
  ['a page key that is unsafe', documentOf({ Prototype: page({ q: text }) }), /clé/],
  [
    '__proto__',
    JSON.parse('{"type":"object","properties":{"__proto__":{"title":"x","properties":{}}}}'),
    /clé|aucune/,
  ],
  [
    'options that come twice',
    one({ 'x-question': 'choice', 'enum': ['a', 'a'] }),
    /une seule fois/,
  ],
  [
    'linked choices without a second level',
    one({ 'x-question': 'linked-choices', 'x-linked': [{ const: 'a', title: 'A' }] }),
    /deux niveaux/,
  ],
  ['a choice without options', one({ 'x-question': 'choice' }), /choix/],
  ['lengths beyond the limit', one({ ...text, maxLength: 100_000 }), /255/],
  ['a bound that is no date', one({ 'x-question': 'date', 'x-not-after': 'demain' }), /today/],
  [
    'a template that is a script',
    one({ 'x-question': 'file', 'x-template': 'javascript:x()' }),
    /https/,
  ],
  ['a file without bounds', one({ 'x-question': 'file', 'x-max-size': 1e12 }), /réglage/],
  [
    'a required question that is not there',
    documentOf({ p: page({ q: text }, ['z']) }),
    /obligatoires/,
  ],
  [
    'an order that forgets one',
    documentOf({ p: { ...page({ a: text, b: text }), 'x-order': ['a'] } }),
    /ordre/,
  ],
  [
    'a group in a group',
    one(group(page({ g: group(page({ q: text })) }))),
    /imbri|groupe dans un groupe/,
  ],
  [
    'a rule that looks forward',
    one({ ...text, 'x-show-if': { all: [{ question: 'p.q', is: 'x' }] } }),
    /vient après/,
  ],
  [
    'a rule without operator',
    one({ ...text, 'x-show-if': { all: [{ question: 'p.nom' }] } }),
    /bien formée/,
  ],
  [
    'an operator that does not fit',
    one({ ...text, 'x-show-if': { all: [{ question: 'p.nom', greater: 3 }] } }),
    /compare/,
  ],
  [
    'an operator of every object',
    one({ ...text, 'x-show-if': { all: [{ question: 'p.nom', ['constructor']: 1 } as never] } }),
    /compare/,
  ],
  [
    'a French social security number that the document does not allow',
    { ...one({ 'x-question': 'national-number', 'x-country': 'FR' }), 'x-allow-nir': false },
    /x-allow-nir/,
  ],
  [
    'a national number of nowhere',
    one({ 'x-question': 'national-number', 'x-country': 'XX' }),
    /BE/,
  ],
  [
    'an exit page that asks something',
    documentOf({ p: { ...page({ q: text }), 'x-exit': true } }),
    /ne pose pas de question/,
  ],
  ['two contacts', one({ 'x-question': 'email', 'x-role': 'contact-phone' }), /contact/],
  ['a text as long as a book', one({ ...text, description: 'x'.repeat(30_000) }), /trop long/],
  ['a form that is too deep', deep(40), /profond/],
  [
    'a form that is too big',
    one({ 'x-question': 'choice', 'enum': Array(60_000).fill('x') }),
    /trop grand/,
  ],
]

function deep(levels: number): unknown {
  let at: unknown = {}
  for (let i = 0; i < levels; i++) at = { properties: at }
  return at
}

test.group('Forms | check', () => {
  for (const [name, document, told] of REFUSED) {
    test(`refuses ${name}`, ({ assert }) => {
      const problems = check(document)
      assert.match(problems.map((problem) => problem.message).join(' '), told)
      assert.isTrue(problems.every(({ path }) => path === '' || path.startsWith('/')))
      assert.throws(() => compile(document as never))
    })
  }

  test('tells where, and names the question', ({ assert }) => {
    const [problem] = check(one({ ...text, 'title': 'Votre nom', 'x-oops': 1 }))
    assert.equal(problem!.path, '/properties/p/properties/q/x-oops')
    assert.include(problem!.message, '«\u00a0Votre nom\u00a0»')
  })

  test('lets the standard keywords of a type stand', ({ assert }) => {
    assert.deepEqual(check(one({ 'x-question': 'email', 'type': 'string', 'format': 'email' })), [])
  })
})
