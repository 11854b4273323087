import { test } from '@japa/runner'
import { compile, load, type Spec } from '#forms/main'
import { documentOf, formOf, page } from './support/documents.js'

const yesNo: Spec = { 'x-question': 'yes-no', 'title': 'Marié ?' }
const text: Spec = { 'x-question': 'short-text', 'title': 'Nom' }
const hidden: Spec = { ...text, 'x-show-if': { all: [{ question: 'a.marie', is: true }] } }
const form = load(
  compile(
    documentOf({
      a: page({ marie: yesNo, conjoint: hidden }, ['marie', 'conjoint']),
      b: {
        ...page({ nom: text }, ['nom']),
        'x-show-if': { all: [{ question: 'a.marie', is: true }] },
      },
      c: page({ nom: text }, ['nom']),
    })
  )
)

test.group('Forms | journey', () => {
  test('begins at the first page, and reaches no other before it is complete', ({ assert }) => {
    const { pages, firstInvalid, reachable } = form.journey({})
    assert.deepEqual(
      pages.map(({ key, index, total }) => [key, index, total]),
      [
        ['a', 1, 2],
        ['c', 2, 2],
      ]
    )
    assert.equal(firstInvalid, 'a')
    assert.deepEqual(['a', 'b', 'c', 'x'].map(reachable), [true, false, false, false])
  })

  test('goes by the pages that are shown', ({ assert }) => {
    const no = form.journey({ a: { marie: false } })
    assert.deepEqual(
      [no.next('a'), no.previous('c'), no.next('c'), no.next('b')],
      ['c', 'a', null, null]
    )
    const yes = form.journey({ a: { marie: true, conjoint: 'x' } })
    assert.deepEqual([yes.next('a'), yes.previous('a'), yes.firstInvalid], ['b', null, 'b'])
    assert.isNull(form.journey({ a: { marie: false }, c: { nom: 'x' } }).firstInvalid)
  })

  test('without a script, an answer may bring up a question not seen yet', ({ assert }) => {
    const answers = { a: { marie: true } }
    assert.deepEqual(form.unseen('a', answers, ['']), ['a.conjoint'])
    assert.include(form.render('a', { answers }), 'name="shown[]" value="a.conjoint"')
    assert.deepEqual(form.unseen('a', answers, ['', 'a.conjoint']), [])
    assert.deepEqual(form.unseen('a', answers, undefined), [])
  })
})

test.group('Forms | exits', () => {
  const away: Spec = {
    'x-question': 'explanation',
    'title': 'Adressez-vous à votre commune',
    'description': 'Le service est réservé aux habitants.',
    'x-exit': true,
    'x-show-if': { all: [{ question: 'a.habitant', is: false }] },
  }
  const rule = away['x-show-if']
  const told: Spec = { 'x-question': 'explanation', 'title': 'Adressez-vous à votre commune' }
  const first = page({ habitant: yesNo, nom: text }, ['habitant'])
  const last = page({ nom: text }, ['nom'])
  const onPage = load(
    compile(
      documentOf({
        a: first,
        b: { ...page({ told }), 'x-exit': true, 'x-show-if': rule },
        c: last,
      })
    )
  )

  test('a page ends the journey of those who are not concerned', ({ assert }) => {
    const { exit, pages, next, reachable, firstInvalid } = onPage.journey({
      a: { habitant: false },
    })
    assert.equal(exit, 'b')
    assert.deepEqual(
      pages.map(({ key, total }) => [key, total]),
      [
        ['a', 2],
        ['b', 2],
      ]
    )
    assert.deepEqual([next('a'), next('b'), firstInvalid], ['b', null, 'b'])
    assert.deepEqual(['b', 'c'].map(reachable), [true, false])
    const errors = onPage.validate({ a: { habitant: false } })
    assert.deepEqual(
      errors.map(({ path }) => path),
      ['b.told']
    )
    assert.match(errors[0]!.message, /^Vous n’êtes pas concerné/)
    assert.include(onPage.render('b', { answers: { a: { habitant: false } } }), 'id="f-b-told"')
    assert.deepEqual(onPage.validate({ a: { habitant: false } }, 'a'), [])
  })

  test('others never see it', ({ assert }) => {
    const answers = { a: { habitant: true }, c: { nom: 'x' } }
    assert.isNull(onPage.journey(answers).exit)
    assert.deepEqual(onPage.validate(answers), [])
  })

  test('an explanation does the same on the page of its question', ({ assert }) => {
    const same = load(compile(documentOf({ a: page({ habitant: yesNo, away }), c: last })))
    assert.equal(same.journey({ a: { habitant: false } }).exit, 'a')
    assert.equal(same.validate({ a: { habitant: false } }, 'a')[0]!.id, 'f-a-away')
    assert.isNull(same.journey({}).exit)
  })
})

test.group('Forms | corrections', () => {
  test('show what was asked and what hangs on it, and replace nothing else', ({ assert }) => {
    const html = form.renderCorrection({ answers: { a: { marie: true } }, only: ['a.marie'] })
    assert.include(html, 'f[a][conjoint]')
    assert.include(html, 'name="pages[]" value="a"')
    assert.notInclude(html, 'f[c]')
    assert.notInclude(html, 'name="pages[]" value="c"')
    assert.include(form.renderCorrection(), 'f[c]')
    const two = formOf({ a: text, b: text, s: { ...page({ c: text }), 'x-question': 'section' } })
    const html2 = two.renderCorrection({ answers: { p: { a: 'x', b: 'y' } }, only: ['p.b'] })
    assert.notInclude(html2, 'f[p][a]')
    const old = { p: { a: 'x', b: 'y', s: { c: 'z' } } }
    assert.deepEqual(two.merge(old, 'p', { a: 'hop', b: 'n' }, ['p.b']), {
      p: { ...old.p, b: 'n' },
    })
    assert.deepEqual(two.merge(old, 'p', {}, ['p.s.c']), { p: { a: 'x', b: 'y', s: {} } })
    assert.deepEqual(old, { p: { a: 'x', b: 'y', s: { c: 'z' } } })
  })
})

test.group('Forms | rows', () => {
  const enfants: Spec = {
    'x-question': 'group',
    'title': 'Enfants',
    'x-row-title': 'Enfant',
    'maxItems': 3,
    'items': page({ nom: text, ecole: yesNo }, ['nom']),
  }

  test('are added and taken away without a script', ({ assert }) => {
    const rows = formOf({ enfants }, ['enfants'])
    assert.include(rows.render('p'), 'f[p][enfants][0][nom]')
    const two = rows.press({}, { add: 'p.enfants' })!
    assert.deepEqual(two, { p: { enfants: [{}, {}] } })
    const full = rows.addRow(rows.addRow(two, 'p.enfants'), 'p.enfants')
    assert.lengthOf(full.p!.enfants as unknown[], 3)
    const named = { p: { enfants: [{ nom: 'a' }, { nom: 'b' }] } }
    assert.deepEqual(rows.press(named, { remove: 'p.enfants|0' }), {
      p: { enfants: [{ nom: 'b' }] },
    })
  })

  test('come in any shape that a body parser gives them', ({ assert }) => {
    const rows = formOf({ enfants })
    const raw = { 10: { nom: 'b' }, 2: { nom: 'a' }, length: 'x', __proto__: { nom: 'c' } }
    assert.deepEqual(rows.decode('p', { enfants: raw }), { enfants: [{ nom: 'a' }, { nom: 'b' }] })
  })

  test('are told row by row', ({ assert }) => {
    const rows = formOf({ enfants })
    const [item] = rows.summary({ p: { enfants: [{ nom: 'Léa', ecole: true }] } })[0]!.items
    assert.equal(item!.text, 'Enfant 1\u00a0– Nom\u00a0: Léa\u202f; Marié ?\u00a0: Oui')
    assert.equal(item!.rows![0]![0]!.path, 'p.enfants.0.nom')
  })
})
