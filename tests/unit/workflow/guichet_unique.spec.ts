import { test } from '@japa/runner'
import { guichetUnique, isClosed, publicStatus } from '#workflow/main'
import { Dossier, accueil, proprete, superviseur, usager, voirie } from './support/dossier.js'

const transmitted = () =>
  new Dossier(guichetUnique).act(accueil, 'transmettre', { service: 'voirie' })

test.group('Guichet unique | réception', () => {
  test('a new dossier waits for the accueil and the usager has a receipt', ({ assert }) => {
    const dossier = new Dossier(guichetUnique)

    assert.include(dossier.standing, { state: 'recu', holder: 'accueil', revision: 1 })
    assert.deepEqual(dossier.effects, [{ type: 'notify', to: 'usager', template: 'usager-recue' }])
    assert.equal(publicStatus(guichetUnique, dossier.standing).label, 'Reçue')
  })

  test('the accueil has its four choices, the others none', ({ assert }) => {
    const dossier = new Dossier(guichetUnique)

    const choices = ['accepter', 'refuser', 'demander_correction', 'transmettre']
    assert.deepEqual(dossier.actions(accueil), choices)
    for (const actor of [usager, voirie, superviseur]) assert.isEmpty(dossier.actions(actor))
  })
})

test.group('Guichet unique | cas A', () => {
  test('{action} closes the dossier and tells the usager')
    .with([
      { action: 'accepter', input: {}, template: 'usager-acceptee', final: 'accepted' as const },
      {
        action: 'refuser',
        input: { motif: 'Hors commune' },
        template: 'usager-refusee',
        final: 'refused' as const,
      },
    ])
    .run(({ assert }, { action, input, template, final }) => {
      const dossier = new Dossier(guichetUnique).act(accueil, action, input)

      assert.isTrue(isClosed(dossier.standing, guichetUnique))
      assert.equal(publicStatus(guichetUnique, dossier.standing).final, final)
      assert.deepEqual(dossier.effects, [
        { type: 'notify', to: 'usager', template },
        { type: 'close', final },
      ])
      for (const actor of [usager, accueil, voirie]) assert.isEmpty(dossier.actions(actor))
    })
})

test.group('Guichet unique | cas B', () => {
  test('the accueil asks for a correction, which comes back to it', ({ assert }) => {
    const dossier = new Dossier(guichetUnique).act(accueil, 'demander_correction', {
      questions: ['lieu.photo'],
      message: 'La photo est floue.',
    })

    assert.include(dossier.standing, { state: 'correction', holder: 'usager' })
    assert.deepEqual(dossier.standing.reopened, ['lieu.photo'])
    assert.equal(publicStatus(guichetUnique, dossier.standing).tone, 'attention')
    assert.deepEqual(dossier.actions(usager), ['corriger'])
    assert.isEmpty(dossier.actions(accueil))

    dossier.act(usager, 'corriger')

    assert.include(dossier.standing, { state: 'recu', holder: 'accueil' })
    assert.isEmpty(dossier.standing.reopened)
    assert.isEmpty(dossier.standing.origins)
    assert.deepEqual(dossier.effects, [
      { type: 'notify', to: 'accueil', template: 'agents-corrige' },
    ])
  })
})

test.group('Guichet unique | cas C', () => {
  test('the service gets a link and the usager is told to whom it went', ({ assert }) => {
    const dossier = transmitted()

    assert.include(dossier.standing, { state: 'transmis', serviceId: 'voirie', holder: 'service' })
    const { label } = publicStatus(guichetUnique, dossier.standing)
    assert.equal(label, 'Transmise à Voirie pour traitement')
    assert.deepEqual(dossier.effects, [
      {
        type: 'lien',
        to: 'service',
        serviceId: 'voirie',
        purpose: 'treat',
        template: 'service-transmis',
      },
      { type: 'notify', to: 'usager', template: 'usager-transmise' },
    ])
  })

  test('only the service in charge may act as a service', ({ assert }) => {
    const dossier = transmitted()

    const choices = ['accepter', 'refuser', 'demander_correction', 'renvoyer']
    assert.deepEqual(dossier.actions(voirie), choices)
    assert.isEmpty(dossier.actions(proprete))
    assert.isEmpty(dossier.actions({ role: 'service', label: 'Sans service' }))
  })

  test('a correction that the service asks for comes back to that service', ({ assert }) => {
    const dossier = transmitted().act(voirie, 'demander_correction', { message: 'Quelle rue ?' })

    assert.equal(dossier.standing.serviceId, 'voirie')
    assert.notInclude(JSON.stringify(dossier.effects), 'revoke-liens')

    dossier.act(usager, 'corriger')

    assert.include(dossier.standing, { state: 'transmis', holder: 'service', serviceId: 'voirie' })
    assert.containsSubset(dossier.effects, [{ type: 'lien', serviceId: 'voirie' }])
  })

  test('what is returned leaves the service, and may go to another', ({ assert }) => {
    const dossier = transmitted().act(voirie, 'renvoyer', { raison: 'C’est un dépôt sauvage.' })

    assert.include(dossier.standing, { state: 'reoriente', holder: 'accueil', serviceId: null })
    assert.deepEqual(dossier.effects, [
      { type: 'revoke-liens', serviceId: 'voirie' },
      { type: 'notify', to: 'accueil', template: 'accueil-renvoyee' },
    ])

    dossier.act(accueil, 'transmettre', { service: 'proprete' })

    assert.isEmpty(dossier.actions(voirie))
    assert.isNotEmpty(dossier.actions(proprete))
  })

  test('a decision of the service closes the dossier and its links', ({ assert }) => {
    const dossier = transmitted().act(voirie, 'accepter', { message: 'Réparé lundi.' })

    assert.include(dossier.standing, { state: 'accepte', serviceLabel: 'Voirie', holder: null })
    assert.deepEqual(dossier.effects, [
      { type: 'revoke-liens', serviceId: 'voirie' },
      { type: 'notify', to: 'usager', template: 'usager-acceptee' },
      { type: 'close', final: 'accepted' },
    ])
  })
})
