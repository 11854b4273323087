import { test } from '@japa/runner'
import { blankForm, blankPage, blankQuestion } from '#forms/builder/blank'
import { differences } from '#forms/builder/differences'
import { locatePointer, positionAt, syntaxError } from '#forms/builder/locate_json'
import { perform, type Operation } from '#forms/builder/operations'
import { optionsOfText, textOfLinked, linkedOfText } from '#forms/builder/options_text'
import { read, show } from '#forms/builder/panel'
import { settingsOf } from '#forms/builder/settings'
import { usesOf } from '#forms/builder/references'
import { placeOf } from '#forms/builder/tree'
import { check, type Document } from '#forms/main'
import { TYPES } from '#forms/types/registry'

/** One operation after the other; each has to be done. */
function doing(document: Document, ...operations: Operation[]): Document {
  return operations.reduce((at, operation) => {
    const outcome = perform(at, operation)
    if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome))
    return outcome.document
  }, document)
}

const motif = {
  ...blankQuestion('choice', 'Motif'),
  oneOf: [
    { const: 'fuite', title: 'Fuite' },
    { const: 'autre', title: 'Autre' },
  ],
}
/** A page with « Motif », then « Précisez », shown if it is « Autre »; then an empty page. */
const withRule = () =>
  doing(
    blankForm('Essai'),
    { type: 'add', into: '', spec: blankPage('La demande') },
    { type: 'add', into: '', spec: blankPage('La suite') },
    { type: 'add', into: 'demande', spec: motif, required: true },
    { type: 'add', into: 'demande', spec: blankQuestion('short-text', 'Précisez') },
    {
      type: 'rule',
      path: 'demande.precisez',
      rule: { all: [{ question: 'demande.motif', is: 'autre' }] },
    }
  )

test.group('Builder | operations', () => {
  test('a key comes from the title, and follows it until it is published', ({ assert }) => {
    const made = withRule()
    const renamed = { ...motif, title: 'Raison de l’appel' }
    const edit: Operation = { type: 'edit', path: 'demande.motif', spec: renamed }

    const free = perform(made, edit)
    assert.equal(free.type === 'done' && free.path, 'demande.raison_appel')
    const rule = free.type === 'done' && placeOf(free.document, 'demande.precisez')!.spec
    assert.deepEqual(rule && rule['x-show-if'], {
      all: [{ question: 'demande.raison_appel', is: 'autre' }],
    })

    const frozen = perform(made, edit, { frozen: new Set(['motif']) })
    assert.equal(frozen.type === 'done' && frozen.path, 'demande.motif')
  })

  test('what was said by hand is a key too, where it can be one', ({ assert }) => {
    const edit = (key: string) =>
      perform(withRule(), { type: 'edit', path: 'demande.motif', spec: motif, key })
    const fine = edit('pourquoi')
    assert.equal(fine.type === 'done' && fine.path, 'demande.pourquoi')
    assert.equal(edit('Pas bon').type, 'refused')
    const taken = edit('precisez')
    assert.equal(taken.type === 'done' && taken.path, 'demande.precisez_2')
  })

  test('a question does not go before what its condition looks at', ({ assert }) => {
    const up = perform(withRule(), {
      type: 'move',
      path: 'demande.precisez',
      into: 'demande',
      at: 0,
    })
    assert.equal(up.type, 'refused')
    if (up.type === 'refused') assert.include(up.problems[0]!.message, 'Précisez')

    const away = perform(withRule(), { type: 'move', path: 'demande.motif', into: 'suite', at: 0 })
    assert.equal(away.type, 'refused')
  })

  test('conditions follow a question to another page', ({ assert }) => {
    const moved = doing(
      withRule(),
      { type: 'move', path: 'demande.precisez', into: 'suite', at: 0 },
      { type: 'move', path: 'demande.motif', into: 'suite', at: 0 }
    )
    const { spec, holder } = placeOf(moved, 'suite.precisez')!
    assert.deepEqual(spec['x-show-if'], { all: [{ question: 'suite.motif', is: 'autre' }] })
    assert.deepEqual(holder.required, ['motif'])
  })

  test('an option that a condition looks at stays', ({ assert }) => {
    const spec = { ...motif, oneOf: [{ const: 'fuite', title: 'Fuite' }] }
    assert.equal(perform(withRule(), { type: 'edit', path: 'demande.motif', spec }).type, 'refused')
  })

  test('deleting drops the conditions that look at it, which were listed', ({ assert }) => {
    const uses = usesOf(withRule(), 'demande.motif')
    assert.deepEqual(uses, [{ path: 'demande.precisez', title: 'Précisez', by: 'rule' }])
    const left = doing(withRule(), { type: 'delete', path: 'demande.motif' })
    assert.notProperty(placeOf(left, 'demande.precisez')!.spec, 'x-show-if')
  })

  test('what a computed value needs is not deleted', ({ assert }) => {
    const made = doing(
      withRule(),
      { type: 'add', into: 'demande', spec: blankQuestion('number', 'Surface') },
      { type: 'add', into: 'suite', spec: blankQuestion('computed', 'Total', ['demande.surface']) }
    )
    const outcome = perform(made, { type: 'delete', path: 'demande.surface' })
    assert.equal(outcome.type, 'in-use')
    assert.equal(perform(made, { type: 'delete', path: 'demande' }).type, 'in-use')
  })

  test('a copy of a page looks at its own questions, and bears no role', ({ assert }) => {
    const email = { ...blankQuestion('email', 'Courriel'), 'x-role': 'contact-email' as const }
    const made = doing(
      withRule(),
      { type: 'add', into: 'demande', spec: email },
      { type: 'duplicate', path: 'demande', title: 'La demande (copie)' }
    )
    const copy = placeOf(made, 'demande_copie')!.spec
    assert.deepEqual(copy.properties!.precisez!['x-show-if'], {
      all: [{ question: 'demande_copie.motif', is: 'autre' }],
    })
    assert.notProperty(copy.properties!.courriel!, 'x-role')
    assert.deepEqual(copy.required, ['motif'])
  })

  test('groups do not nest, and nothing goes into itself', ({ assert }) => {
    const made = doing(
      withRule(),
      { type: 'add', into: 'suite', spec: blankQuestion('group', 'Enfants') },
      { type: 'add', into: 'suite', spec: blankQuestion('section', 'Vous') },
      { type: 'add', into: 'suite.enfants', spec: blankQuestion('short-text', 'Prénom') }
    )
    const nested = { type: 'add', into: 'suite.enfants', spec: blankQuestion('group', 'Jouets') }
    assert.equal(perform(made, nested as Operation).type, 'refused')
    const into = { type: 'move', path: 'suite.vous', into: 'suite.vous', at: 0 } as Operation
    assert.equal(perform(made, into).type, 'missing')
    assert.equal(perform(made, { type: 'delete', path: 'suite.rien' }).type, 'missing')
  })

  test('every answer type has its settings, and they read as they show', ({ assert }) => {
    for (const { name } of TYPES) {
      assert.isDefined(settingsOf(name), name)
      const numbers = name === 'computed' ? ['p.n'] : []
      const spec = blankQuestion(name, 'Titre', numbers)
      for (const setting of settingsOf(name)) {
        const again = read(setting, show(setting, spec), spec)
        assert.deepEqual(again, spec[setting.keyword], `${name} ${setting.keyword}`)
      }
    }
  })

  test('options keep their value when they are reworded, moved or joined by others', ({
    assert,
  }) => {
    assert.deepEqual(optionsOfText('Autre chose\nFuite d’eau\nNouveau', motif), [
      { const: 'fuite', title: 'Autre chose' },
      { const: 'autre', title: 'Fuite d’eau' },
      { const: 'nouveau', title: 'Nouveau' },
    ])
    assert.deepEqual(optionsOfText('Autre\n\nFuite\nFuite', motif), [
      { const: 'autre', title: 'Autre' },
      { const: 'fuite', title: 'Fuite' },
    ])
    const linked = { 'x-linked': linkedOfText('Centre\n- CP\n- CE1\nGare\n- CP', {}) }
    assert.equal(textOfLinked(linked), 'Centre\n- CP\n- CE1\nGare\n- CP')
  })

  test('what has changed is told one by one', ({ assert }) => {
    const before = withRule()
    const after = doing(
      before,
      { type: 'edit', path: 'demande.motif', spec: { ...motif, title: 'Motif' }, required: false },
      { type: 'add', into: 'suite', spec: blankQuestion('email', 'Courriel') },
      { type: 'rule', path: 'demande.precisez' },
      { type: 'move', path: 'demande.precisez', into: 'suite', at: 0 }
    )
    assert.deepEqual(differences(before, after), [
      { type: 'optional', title: 'Motif', page: 'La demande' },
      { type: 'moved', title: 'Précisez', page: 'La suite' },
      { type: 'rule-removed', title: 'Précisez', page: 'La suite' },
      { type: 'question-added', title: 'Courriel', page: 'La suite' },
    ])
    assert.deepEqual(differences(before, before), [])
  })
})

test.group('Builder | the JSON Schema by hand', () => {
  test('a problem is found in the text by its pointer', ({ assert }) => {
    const bad = { ...withRule(), pattern: '.*' }
    const text = JSON.stringify(bad, null, 2)
    const [problem] = check(bad)
    const { line } = locatePointer(text, problem!.path)
    assert.include(text.split('\n')[line - 1], '"pattern"')
    assert.deepEqual(locatePointer('{"a": [1, {"b]": "}"}]}', '/a/1/b]'), { line: 1, column: 18 })
    assert.deepEqual(locatePointer('{"a/b": 1}', '/a~1b'), { line: 1, column: 9 })
  })

  test('what is no JSON is told where', ({ assert }) => {
    assert.deepEqual(syntaxError('{\n  "a": 1,\n  b\n}'), { line: 3, column: 3 })
    assert.isUndefined(syntaxError('{"a": [1]}'))
    assert.deepEqual(syntaxError('{"a": oui}'), { line: 1, column: 7 })
    assert.deepEqual(syntaxError('[1, 2] 3'), { line: 1, column: 8 })
    assert.deepEqual(syntaxError('{"a":'), positionAt('{"a":', 5))
  })
})
