import { test } from '@japa/runner'
import { act, aSubmittedDossier, dossierOf, journalLines } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'

test.group('Two agents on the same dossier', () => {
  test('the second is told who acted first and keeps what they typed', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}/actions/refuser`)

    await act(commune, id, 'accepter')
    const late = await agent.submit(
      page,
      { 'f[motif]': 'Un long motif.' },
      { which: '#action form' }
    )

    assert.equal(late.status, 409)
    assert.include(late.text, 'Quelqu’un a agi avant vous')
    assert.match(late.text, /Bruno Collègue, le .* : « Demande acceptée »/)
    assert.include(late.html.querySelector('.error-summary')!.text, 'Un long motif.')
    assert.include(late.html.querySelector('.error-summary')!.text, 'Motif du refus')
    assert.equal((await dossierOf(commune, id)).final, 'accepted')
  })

  test('what was typed is in the form again where it is still possible', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}/actions/demander_correction`)
    const typed = { 'f[questions][]': ['demande.objet', 'contact.nom'], 'f[message]': 'Précisez.' }

    await act(commune, id, 'transmettre', { service: commune.services.voirie })
    const late = await agent.submit(page, typed, { which: '#action form' })

    assert.equal(late.status, 409)
    assert.include(late.text, 'Transmis au service')
    assert.equal(late.html.querySelector('#action-message')!.text.trim(), 'Précisez.')
    const ticked = late.html.querySelectorAll('#action input[checked]')
    assert.deepEqual(
      ticked.map((box) => box.getAttribute('value')),
      ['demande.objet', 'contact.nom']
    )

    const again = await agent.submit(late, {}, { which: '#action form' })
    assert.include(again.text, 'Correction ou complément demandé')
    assert.deepEqual((await dossierOf(commune, id)).standing!.reopened, [
      'demande.objet',
      'contact.nom',
    ])
  })

  test('of two who press at the same moment, one decides', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const [one, other] = [await commune.signedIn('accueil'), await commune.signedIn('accueil')]
    const [first, second] = [
      await one.get(`/accueil/dossiers/${id}/actions/accepter`),
      await other.get(`/accueil/dossiers/${id}/actions/refuser`),
    ]

    const answers = await Promise.all([
      one.submit(first, {}, { which: '#action form' }),
      other.submit(second, { 'f[motif]': 'Non.' }, { which: '#action form' }),
    ])

    assert.sameMembers(
      answers.map(({ status }) => status),
      [200, 409]
    )
    const steps = (await journalLines(commune, id)).filter(({ type }) => type === 'action')
    assert.lengthOf(steps, 1)
  })
})
