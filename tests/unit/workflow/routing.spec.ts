import { test } from '@japa/runner'
import { type Definition, findWorkflow, holds, renameServices, start } from '#workflow/main'
import { Dossier, accueil, context, voirie } from './support/dossier.js'

const definition: Definition = {
  ...findWorkflow('direct-au-service')!,
  services: { voirie: 'Voirie', disparu: 'Service disparu' },
  routing: [
    {
      when: { all: [{ question: 'lieu.type', is: 'Arbre' }] },
      do: 'transmettre',
      with: { service: 'disparu' },
    },
    {
      when: { any: [{ 'question': 'lieu.type', 'one-of': ['Éclairage', 'Arbre'] }] },
      do: 'transmettre',
      with: { service: 'voirie', note: 'D’après les réponses' },
    },
  ],
}

test.group('Routing', () => {
  test('sends to the service that the answers point to, with two lines', ({ assert }) => {
    const dossier = new Dossier(definition, undefined, { 'lieu.type': 'Éclairage' })

    assert.include(dossier.standing, { state: 'transmis', serviceId: 'voirie', revision: 2 })
    assert.deepEqual(
      dossier.entries.map(({ type, actor }) => [type, actor.role]),
      [
        ['submitted', 'usager'],
        ['action', 'system'],
      ]
    )
    assert.containsSubset(dossier.effects, [
      { type: 'notify', to: 'usager', template: 'usager-recue' },
      { type: 'lien', serviceId: 'voirie' },
    ])
    assert.include(dossier.actions(voirie), 'accepter')
  })

  test('a rule whose service is gone gives way to the next', ({ assert }) => {
    const dossier = new Dossier(definition, undefined, { 'lieu.type': 'Arbre' })

    assert.equal(dossier.standing.serviceId, 'voirie')
  })

  test('what no rule takes stays with the accueil', ({ assert }) => {
    const dossier = new Dossier(definition, undefined, { 'lieu.type': 'Tag' })

    assert.equal(dossier.standing.state, 'recu')
    assert.include(dossier.actions(accueil), 'transmettre')
  })

  test('without a list, the definition is taken at its word', ({ assert }) => {
    const { standing } = start(definition, '2026-03-02', { 'lieu.type': 'Arbre' })

    assert.equal(standing.serviceLabel, 'Service disparu')
  })

  test('services are renamed to those of a commune', ({ assert }) => {
    const known = { voirie: { id: 'v-42', label: 'Voirie de Montsou' } }
    const ours = renameServices(definition, known)

    const services = [...context.services!, known.voirie]
    const facts = { 'lieu.type': 'Éclairage' }
    const { standing } = start(ours, '2026-03-02', facts, { services })
    assert.include(standing, { serviceId: 'v-42', serviceLabel: 'Voirie de Montsou' })
    assert.deepEqual(ours.services, { 'v-42': 'Voirie de Montsou', 'disparu': 'Service disparu' })
  })
})

test.group('Conditions', () => {
  const facts = { type: 'Trou', list: ['a', 'b'], size: 12, date: '2026-03-02', blank: '' }

  test('hold')
    .with([
      undefined,
      { all: [{ question: 'type', is: 'Trou' }] },
      { all: [{ 'question': 'type', 'is-not': 'Tag' }] },
      { all: [{ question: 'list', contains: 'b' }] },
      { all: [{ question: 'type', is: 'Trou' }], any: [] },
      { all: [{ 'question': 'list', 'contains-not': 'c' }] },
      { all: [{ 'question': 'size', 'greater': 10, 'at-most': 12 }] },
      { all: [{ 'question': 'date', 'less': '2026-03-03', 'at-least': '2026-03-02' }] },
      { all: [{ question: 'blank', empty: true }] },
      { all: [{ question: 'type', empty: false }], any: [{ question: 'size', is: 12 }] },
      {
        any: [
          { question: 'none', is: 1 },
          { question: 'size', is: 12 },
        ],
      },
    ])
    .run(({ assert }, condition) => {
      assert.isTrue(holds(condition, facts))
    })

  test('do not hold')
    .with([
      { all: [{ 'question': 'none', 'is-not': 'x' }] },
      { all: [{ question: 'size', greater: '10' }] },
      { all: [{ question: 'constructor', empty: false }] },
      { all: [{ question: 'type', is: 'Trou', empty: true }] },
      { all: [{ question: 'type', contains: 'ro' }] },
      { all: [{ question: 'list', is: 'a' }] },
    ])
    .run(({ assert }, condition) => {
      assert.isFalse(holds(condition, facts))
    })
})
