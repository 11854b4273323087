import { test } from '@japa/runner'
import { findWorkflow, guichetUnique, library, publicEntry, replay } from '#workflow/main'
import { Dossier, accueil, usager, voirie } from './support/dossier.js'

function longWay(): Dossier {
  return new Dossier(guichetUnique)
    .act(accueil, 'transmettre', { service: 'voirie', note: 'Urgent, ÿ aller vite' })
    .act(voirie, 'demander_correction', { message: 'Où ?', note: 'Adresse fausse' })
    .act(usager, 'corriger')
    .act(voirie, 'renvoyer', { raison: 'Pas pour nous' })
    .act(accueil, 'refuser', { motif: 'Voie privée', note: 'Déjà signalé' })
}

test.group('Journal', () => {
  test('each step is one line that copies who, what and to whom', ({ assert }) => {
    const { entries } = longWay()

    assert.deepEqual(
      entries.map(({ from, to, action }) => [from, action, to]),
      [
        [null, undefined, 'recu'],
        ['recu', 'transmettre', 'transmis'],
        ['transmis', 'demander_correction', 'correction'],
        ['correction', 'corriger', 'transmis'],
        ['transmis', 'renvoyer', 'reoriente'],
        ['reoriente', 'refuser', 'refuse'],
      ]
    )
    assert.containsSubset(entries[1], {
      type: 'action',
      label: 'Demande transmise pour traitement',
      actor: accueil,
      service: { id: 'voirie', label: 'Voirie' },
      data: { service: { id: 'voirie', label: 'Voirie' } },
    })
  })

  test('the usager reads messages and the motif, never a note or a reason', ({ assert }) => {
    const seen = longWay().entries.map(publicEntry)

    const text = JSON.stringify(seen)
    for (const shown of ['Où ?', 'Voie privée', 'Voirie']) assert.include(text, shown)
    for (const hidden of ['Urgent', 'Adresse fausse', 'Pas pour nous', 'Déjà signalé']) {
      assert.notInclude(text, hidden)
    }
  })

  test('no field for agents is public in any workflow of the library', ({ assert }) => {
    for (const { actions } of library) {
      for (const field of Object.values(actions).flatMap(({ form = [] }) => form)) {
        if (['note', 'raison', 'question', 'avis', 'observations'].includes(field.key)) {
          assert.equal(field.visibility, 'agents')
        }
      }
    }
  })

  test('the lines alone, stored and read again, give the same standing', ({ assert }) => {
    const { entries, standing } = longWay()

    assert.deepEqual(replay(guichetUnique, JSON.parse(JSON.stringify(entries))), standing)
    assert.isNull(replay(guichetUnique, []))
  })

  test('an opinion is known by the id of its service where nothing else was kept', ({ assert }) => {
    const avis = findWorkflow('avis-puis-decision')!
    const { entries, standing } = new Dossier(avis)
      .act(accueil, 'demander_avis', { services: ['voirie', 'proprete'], question: 'Possible ?' })
      .act(voirie, 'rendre_avis', { avis: 'favorable' })

    const kept = entries.map(({ actor: { role, id, label }, ...entry }) => ({
      ...entry,
      actor: { role, label, ...(id ? { id } : {}) },
    }))
    assert.deepEqual(replay(avis, kept), standing)
  })
})
