import { test } from '@japa/runner'
import { act, aDraft } from '#tests/support/dossiers'
import { column, references, submitted, tab } from '#tests/support/lists'
import { aCommune } from '#tests/support/world'

async function aBusyCommune() {
  const commune = await aCommune()
  const waiting = await submitted(commune, { at: '2026-03-01T10:00:00Z' })
  const asked = await submitted(commune, { at: '2026-03-02T10:00:00Z' })
  const handed = await submitted(commune, { at: '2026-03-02T23:30:00Z' })
  const closed = await submitted(commune, { at: '2026-03-04T10:00:00Z' })
  await act(commune, asked.id, 'demander_correction', { questions: [], message: 'Où ?' })
  await act(commune, handed.id, 'transmettre', { service: commune.services.voirie })
  await act(commune, closed.id, 'accepter')
  await aDraft(commune)
  return { commune, waiting, asked, handed, closed }
}

test.group('Views and filters of the inbox', () => {
  test('shows what each holds, and how much', async ({ assert }) => {
    const { commune, waiting, asked, handed, closed } = await aBusyCommune()
    const agent = await commune.signedIn('accueil')
    const inbox = await agent.get('/accueil')

    assert.deepEqual(references(inbox), [waiting.reference])
    const counts = ['À traiter', 'Chez l’usager', 'Au service', 'Clos', 'Tous']
    assert.deepEqual(
      counts.map((label) => tab(inbox, label)),
      ['1', '1', '1', '1', '4']
    )
    const views = { 'chez-l-usager': asked, 'au-service': handed, 'clos': closed }
    for (const [view, dossier] of Object.entries(views)) {
      const page = await agent.get(`/accueil?vue=${view}`)
      assert.deepEqual(references(page), [dossier.reference], view)
    }
    assert.deepEqual(column(await agent.get('/accueil?vue=au-service'), 'Service'), ['Voirie'])
    assert.lengthOf(references(await agent.get('/accueil?vue=tous')), 4)
  })

  test('never shows a draft, not even when it is asked for', async ({ assert }) => {
    const { commune, waiting } = await aBusyCommune()
    const agent = await commune.signedIn('accueil')

    const page = await agent.get('/accueil?vue=non-soumis')
    assert.deepEqual(references(page), [waiting.reference])
    assert.notInclude(page.text, 'Brouillon')
  })

  test('filters by démarche, state, service and day, in one form', async ({ assert }) => {
    const { commune, waiting, asked, handed, closed } = await aBusyCommune()
    const agent = await commune.signedIn('accueil')
    const all = await agent.get('/accueil?vue=tous')
    const filtered = async (fields: Record<string, string>) =>
      references(await agent.submit(all, fields, { which: 'form[role="search"]' }))

    assert.deepEqual(await filtered({ etat: 'Acceptée' }), [closed.reference])
    assert.deepEqual(await filtered({ service: commune.services.voirie }), [handed.reference])
    assert.lengthOf(await filtered({ demarche: commune.demarche.id }), 4)
    assert.deepEqual(await filtered({ demarche: commune.id }), [])
    // 23 h 30 in Greenwich is the next day in Paris, in winter.
    assert.deepEqual(await filtered({ du: '2026-03-04' }), [closed.reference])
    assert.deepEqual(await filtered({ du: '2026-03-03', au: '2026-03-03' }), [handed.reference])
    assert.deepEqual(await filtered({ du: '2026-03-02', au: '2026-03-02' }), [asked.reference])
    const none = await agent.submit(
      all,
      { etat: 'Acceptée', q: 'introuvable' },
      { which: 'form[role="search"]' }
    )
    assert.include(none.text, 'Aucun dossier ne correspond')
    assert.include(references(all), waiting.reference)
  })

  test('marks as new what nobody of the commune has opened', async ({ assert }) => {
    const { commune, waiting } = await aBusyCommune()
    const agent = await commune.signedIn('accueil')
    assert.include((await agent.get('/accueil')).html.querySelector('tbody')!.text, 'Nouveau')

    await agent.get(`/accueil/dossiers/${waiting.id}`)
    assert.notInclude((await agent.get('/accueil')).html.querySelector('tbody')!.text, 'Nouveau')
  })

  test('says so in words when there is nothing', async ({ assert }) => {
    const agent = await (await aCommune()).signedIn('accueil')
    assert.include((await agent.get('/accueil')).text, 'Tout est traité')
  })
})

test.group('Who opens the inbox', () => {
  test('is an agent of this commune and sees this commune', async ({ assert }) => {
    const { commune } = await aBusyCommune()
    const other = await aCommune()
    const mine = await submitted(other, { objet: 'Ailleurs' })
    const agent = await other.signedIn('accueil')

    for (const path of ['/accueil', '/accueil?vue=tous', '/accueil?vue=tous&q=martin']) {
      assert.deepEqual(references(await agent.get(path)), [mine.reference], path)
    }
    const stranger = await commune.visitor().get('/accueil')
    assert.match(stranger.path, /^\/connexion/)
    const chief = await commune.signedIn('superviseur')
    assert.equal((await chief.get('/accueil')).status, 404)
    assert.equal((await chief.get('/accueil/saisies')).status, 404)
  })
})
