import { test } from '@japa/runner'
import { check, findWorkflow, graph, library, publicStatus } from '#workflow/main'
import { Dossier, accueil, proprete, serviceActor, usager, voirie } from './support/dossier.js'

const maire = serviceActor('maire', 'Maire')

test.group('Library', () => {
  test('every workflow passes check, and is plain JSON')
    .with(library)
    .run(({ assert }, definition) => {
      assert.isEmpty(check(definition))
      assert.deepEqual(JSON.parse(JSON.stringify(definition)), { ...definition })
      assert.equal(findWorkflow(definition.id), definition)
    })

  test('actions keep their order in a store that sorts keys')
    .with(library)
    .run(({ assert }, definition) => {
      const keys = Object.keys(definition.actions)
      const sorted = Object.fromEntries(
        [...keys].sort().map((key) => [key, definition.actions[key]!])
      )
      const stored = { ...definition, actions: sorted }

      for (const actor of [accueil, usager]) {
        const dossier = new Dossier(stored)
        assert.deepEqual(dossier.actions(actor), new Dossier(definition).actions(actor))
      }
      assert.deepEqual(definition.order?.actions, keys)
    })

  test('a graph shows a correction going back to whoever may ask', ({ assert }) => {
    const { nodes, edges } = graph(findWorkflow('guichet-unique')!)

    assert.equal(nodes[0]!.state, 'recu')
    const back = edges.filter(({ action }) => action === 'corriger').map(({ to }) => to)
    assert.sameMembers(back, ['recu', 'transmis', 'reoriente'])
  })
})

test.group('Library | déclaration', () => {
  test('is accepted on receipt, with its certificate', ({ assert }) => {
    const dossier = new Dossier(findWorkflow('declaration')!)

    assert.equal(publicStatus(dossier.definition, dossier.standing).final, 'accepted')
    assert.lengthOf(dossier.entries, 2)
    assert.deepEqual(dossier.effects, [
      { type: 'certificate', template: 'recepisse' },
      { type: 'notify', to: 'usager', template: 'usager-enregistree' },
      { type: 'close', final: 'accepted' },
    ])
  })
})

test.group('Library | double visa', () => {
  const proposed = () =>
    new Dossier(findWorkflow('double-visa')!).act(accueil, 'proposer_refus', { motif: 'Trop haut' })

  test('the accueil proposes, only the mayor decides', ({ assert }) => {
    const dossier = proposed()

    assert.isEmpty(dossier.actions(accueil))
    assert.isEmpty(dossier.actions(voirie))
    assert.deepEqual(dossier.actions(maire), ['viser_refus', 'renvoyer'])
    assert.include(dossier.standing, { serviceId: 'maire', serviceLabel: 'Maire' })
    assert.isFalse(dossier.entries.at(-1)!.public)

    dossier.act(maire, 'viser_refus', { motif: 'Trop haut' })
    assert.equal(publicStatus(dossier.definition, dossier.standing).final, 'refused')
  })

  test('without the visa, it goes back to be treated', ({ assert }) => {
    const dossier = proposed().act(maire, 'renvoyer', { raison: 'Motif insuffisant' })

    assert.include(dossier.standing, { state: 'instruction', serviceId: null })
    assert.containsSubset(dossier.effects, [{ type: 'revoke-liens', serviceId: 'maire' }])
  })
})

test.group('Library | avis puis décision', () => {
  const asked = () =>
    new Dossier(findWorkflow('avis-puis-decision')!).act(accueil, 'demander_avis', {
      services: ['voirie', 'proprete'],
      question: 'Possible ?',
    })

  test('services are asked without getting the dossier', ({ assert }) => {
    const dossier = asked()

    assert.include(dossier.standing, { state: 'avis', holder: 'accueil', serviceId: null })
    assert.deepEqual(
      dossier.effects.map((effect) => effect.type === 'lien' && [effect.serviceId, effect.purpose]),
      [
        ['voirie', 'opinion'],
        ['proprete', 'opinion'],
      ]
    )
    assert.deepEqual(dossier.actions(voirie), ['rendre_avis'])
    assert.isEmpty(dossier.actions(maire))
  })

  test('each gives its opinion once, and the last one opens the decision', ({ assert }) => {
    const dossier = asked().act(voirie, 'rendre_avis', { avis: 'favorable' })

    assert.equal(dossier.standing.state, 'avis')
    assert.isEmpty(dossier.actions(voirie))
    assert.containsSubset(dossier.effects, [{ type: 'revoke-liens', serviceId: 'voirie' }])
    assert.isFalse(dossier.entries.at(-1)!.public)

    dossier.act(proprete, 'rendre_avis', { avis: 'reserve', observations: 'Le jeudi' })

    assert.equal(dossier.standing.state, 'decision')
    dossier.act(accueil, 'accepter')
    assert.equal(dossier.standing.state, 'accepte')
  })

  test('who is late is reminded, then the decision goes without them', ({ assert }) => {
    const dossier = asked().act(voirie, 'rendre_avis', { avis: 'favorable' })

    dossier.wait('2026-03-22T10:00:00Z')
    assert.deepEqual(
      dossier.effects.map((effect) => effect.type === 'lien' && effect.serviceId),
      ['proprete']
    )
    dossier.wait('2026-04-02T10:00:00Z')
    assert.equal(dossier.standing.state, 'decision')

    dossier.act(accueil, 'demander_correction', { message: 'Plan ?' }).act(usager, 'corriger')
    assert.equal(dossier.standing.state, 'decision')
    assert.deepEqual(dossier.actions(proprete), ['rendre_avis'])
    dossier.act(accueil, 'refuser', { motif: 'Non' })
    assert.containsSubset(dossier.effects, [{ type: 'revoke-liens', serviceId: 'proprete' }])
  })
})
