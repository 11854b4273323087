import { test } from '@japa/runner'
import { check, compile, load, type Spec } from '#forms/main'
import { documentOf, page } from './support/documents.js'

const ecole: Spec = { 'x-question': 'choice', 'title': 'École', 'x-options-from': 'ecoles' }
const salles: Spec = { 'x-question': 'choices', 'title': 'Salles', 'x-options-from': 'salles' }
const rule = { all: [{ question: 'p.ecole', is: 'gare' }] }
const compiled = compile(
  documentOf({
    p: page({
      ecole,
      salles,
      nom: { 'x-question': 'short-text', 'title': 'Nom', 'x-show-if': rule },
    }),
  })
)
const lists = {
  ecoles: [
    { const: 'centre', title: 'École du Centre' },
    { const: 'gare', title: 'École de la Gare' },
  ],
  salles: [{ const: 'fetes', title: 'Salle des fêtes' }],
}

test.group('Forms | lists of the commune', () => {
  test('are the options of the live form', ({ assert }) => {
    const form = load(compiled, { lists })
    const html = form.render('p')
    assert.include(html, 'École de la Gare')
    assert.include(html, 'Salle des fêtes')
    const answers = { p: form.decode('p', { ecole: 'gare', salles: ['fetes'] }) }
    assert.deepEqual(form.validate(answers), [])
    assert.deepEqual(
      form.summary(answers)[0]!.items.map(({ text }) => text),
      ['École de la Gare', 'Salle des fêtes', 'Non renseigné']
    )
  })

  test('may change without publishing again', ({ assert }) => {
    const more = [...lists.ecoles, { const: 'parc', title: 'École du Parc' }]
    assert.match(load(compiled, { lists }).validate({ p: { ecole: 'parc' } })[0]!.message, /École/)
    const form = load(compiled, { lists: { ...lists, ecoles: more } })
    assert.deepEqual(form.validate({ p: { ecole: 'parc' } }), [])
  })

  test('nothing is on a list that is not there', ({ assert }) => {
    for (const form of [load(compiled), load(compiled, { lists: {} })]) {
      const errors = form.validate({ p: { ecole: 'gare', salles: ['fetes', 'toString'] } })
      assert.deepEqual(
        errors.map(({ path }) => path),
        ['p.ecole', 'p.salles']
      )
      assert.isString(form.render('p', { answers: { p: { ecole: 'gare' } }, errors }))
    }
  })

  test('have a plain name, and no other options beside them', ({ assert }) => {
    const wrong = [
      { ...ecole, enum: ['a'] },
      { ...ecole, 'x-options-from': '../x' },
      { ...salles, 'x-options-from': 3 },
      { ...salles, items: { enum: ['a'] } },
      { 'x-question': 'number', 'title': 'N', 'x-options-from': 'ecoles' },
    ]
    for (const q of wrong) assert.lengthOf(check(documentOf({ p: page({ q }) })), 1)
  })
})
