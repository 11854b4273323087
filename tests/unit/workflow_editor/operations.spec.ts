import { test } from '@japa/runner'
import { blankState, blankWorkflow } from '#workflow/editor/blank'
import { keyFor } from '#workflow/editor/keys'
import { type Operation, type Outcome, perform } from '#workflow/editor/operations'
import { check, type Definition, findWorkflow, guichetUnique } from '#workflow/main'

const visa = findWorkflow('double-visa')!
const maire = { id: '0198f0aa-0000-7000-8000-000000000002', label: 'Cabinet du maire' }

function done(outcome: Outcome): Definition {
  if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.definition
}

const after = (definition: Definition, ...operations: Operation[]) =>
  operations.reduce((one, operation) => done(perform(one, operation, [maire])), definition)

test.group('Workflow editor | operations', () => {
  test('the shortest workflow can be published', ({ assert }) => {
    assert.deepEqual(check(blankWorkflow('essai', 'Essai')), [])
  })

  test('a key comes from the label, and is new', ({ assert }) => {
    assert.equal(keyFor('En attente d’un avis'), 'attente_avis')
    assert.equal(keyFor('Avis', ['avis']), 'avis_2')
    assert.equal(keyFor('2 visas'), 'visas')
    assert.equal(keyFor('—', [], 'etat'), 'etat')
  })

  test('a state that something leads to is deleted with another in its place', ({ assert }) => {
    const remove = { type: 'delete', part: 'states', key: 'correction' } as const
    const outcome = perform(guichetUnique, remove)
    assert.equal(outcome.type, 'in-use')
    const { actions, deadlines, states } = after(guichetUnique, { ...remove, instead: 'reoriente' })
    assert.notProperty(states, 'correction')
    assert.equal(actions.demander_correction!.to, 'reoriente')
    // Nobody is there any more to send corrections, nor to be dropped for want of them.
    assert.notProperty(actions, 'corriger')
    assert.notProperty(actions, 'classer')
    assert.deepEqual(
      deadlines!.map(({ key }) => key),
      ['traitement']
    )
  })

  test('an action is deleted with what does it, and its deadline stays where it reminds', ({
    assert,
  }) => {
    const { deadlines } = after(guichetUnique, { type: 'delete', part: 'actions', key: 'classer' })
    const [first] = deadlines!
    assert.notProperty(first!, 'do')
    assert.lengthOf(first!.remind!, 2)
  })

  test('a service that the library names becomes one of the commune’s, everywhere', ({
    assert,
  }) => {
    const own = after(visa, { type: 'service', id: 'maire', becomes: maire })
    assert.deepEqual(own.services, { [maire.id]: maire.label })
    assert.deepEqual(own.actions.proposer_accord!.assigns, { service: maire.id })
    assert.deepEqual(check(own, { services: [maire.id] }), [])
    assert.isNotEmpty(check(visa, { services: [maire.id] }))
  })

  test('an element goes up and down among its like, not beyond', ({ assert }) => {
    const move = { type: 'move', part: 'actions', key: 'refuser', by: -1 } as const
    const once = after(guichetUnique, move)
    assert.deepEqual(once.order!.actions!.slice(0, 2), ['refuser', 'accepter'])
    assert.deepEqual(after(once, move), once)
  })

  test('what is no workflow, and what points nowhere, is refused', ({ assert }) => {
    const wrong = { ...guichetUnique, start: 'ailleurs' }
    assert.equal(perform(visa, { type: 'replace', definition: wrong }).type, 'refused')
    const shapeless = { id: 'x' } as unknown as Definition
    assert.equal(perform(visa, { type: 'replace', definition: shapeless }).type, 'refused')
    const action = { ...visa.actions.renvoyer!, to: 'ailleurs' }
    const edit = { type: 'edit', part: 'actions', key: 'renvoyer', value: action } as const
    assert.equal(perform(visa, edit).type, 'refused')
    const nameless = { type: 'add', part: 'states', value: blankState('') } as const
    assert.equal(perform(visa, nameless).type, 'refused')
  })

  test('a replaced workflow keeps its own id', ({ assert }) => {
    assert.equal(after(visa, { type: 'replace', definition: guichetUnique }).id, 'double-visa')
  })
})
