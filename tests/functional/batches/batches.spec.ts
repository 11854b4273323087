import { test } from '@japa/runner'
import env from '#start/env'
import { Batch, countsOf } from '#dossiers/batch'
import { runBatch } from '#notifications/run_batch'
import { withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, dossierOf, journalLines, mailsOf } from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'

const box = 'input[name="d[]"]'

test.group('One action on many dossiers', () => {
  test('is chosen in the inbox, previewed, carried out and reported', async ({ assert }) => {
    const commune = await aCommune()
    const ids = [
      await aSubmittedDossier(commune),
      await aSubmittedDossier(commune),
      await aSubmittedDossier(commune),
    ]
    const agent = await commune.signedIn('accueil')
    const inbox = await agent.get('/accueil')
    assert.lengthOf(inbox.html.querySelectorAll(box), 3)
    const chosen = await agent.submit(inbox, { 'd[]': ids }, { which: '#lot' })
    assert.include(chosen.text, '3 dossiers choisis')
    assert.include(chosen.text, 'Refuser (3 sur 3)')

    const form = await agent.submit(
      chosen,
      {},
      { which: 'form[action="/accueil/lots/apercu"]', button: 'action=refuser' }
    )
    assert.include(form.text, '3 dossiers seront traités.')
    assert.equal((await dossierOf(commune, ids[0]!)).state, 'recu', 'nothing is done yet')
    const send = 'form[action="/accueil/lots"]'
    const empty = await agent.submit(form, {}, { which: send })
    assert.equal(empty.status, 422)
    assert.include(empty.text, 'Le champ « Motif du refus » est obligatoire.')

    // A colleague acts on one of them meanwhile.
    await act(commune, ids[1]!, 'transmettre', { service: commune.services.voirie })
    const begun = await agent.submit(empty, { 'f[motif]': 'Doublon.' }, { which: send })
    assert.include(begun.text, 'Traitement en cours')
    assert.include(begun.text, '0 sur 3 dossiers traités')
    await runJobs()
    const report = await agent.get(begun.path)
    assert.include(report.text, 'Compte rendu')
    assert.include(report.html.querySelector('#refuses')!.structuredText, 'a agi avant vous')
    assert.lengthOf(report.html.querySelectorAll('#faits li'), 2)
    for (const id of [ids[0]!, ids[2]!]) {
      assert.equal((await dossierOf(commune, id)).final, 'refused')
      assert.equal((await mailsOf(commune, id)).at(-1)!.data.message, 'Doublon.')
    }
    assert.equal((await dossierOf(commune, ids[1]!)).state, 'transmis')

    const lines = await journalLines(commune, ids[0]!)
    const [batch] = await withCommune(commune.id, () => Batch.query())
    await runBatch({ batchId: batch!.id, communeId: commune.id })
    assert.lengthOf(await journalLines(commune, ids[0]!), lines.length, 'once, whoever tries again')
    const superviseur = await commune.signedIn('superviseur')
    assert.equal((await superviseur.get(begun.path)).status, 404)
  })

  test('without a box ticked says so', async ({ assert }) => {
    const commune = await aCommune()
    await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const none = await agent.submit(await agent.get('/accueil'), {}, { which: '#lot' })
    assert.include(none.text, 'Cochez au moins un dossier.')
  })

  test('says which dossiers it leaves out, and is taken back whole', async ({ assert }) => {
    env.set('UNDO_SECONDS', 10)
    try {
      const commune = await aCommune()
      const ids = [await aSubmittedDossier(commune), await aSubmittedDossier(commune)]
      await act(commune, ids[1]!, 'demander_correction', { message: 'Où ?' })
      const agent = await commune.signedIn('accueil')
      const all = await agent.get('/accueil?vue=tous')
      const chosen = await agent.submit(all, { 'd[]': ids }, { which: '#lot' })
      const which = 'form[action="/accueil/lots/apercu"]'
      const form = await agent.submit(chosen, {}, { which, button: 'action=accepter' })
      assert.include(form.text, '1 dossier ne sera pas traité')
      assert.include(form.text, 'En attente de correction')

      const begun = await agent.submit(form, {}, { which: 'form[action="/accueil/lots"]' })
      await runJobs()
      const report = await agent.get(begun.path)
      const undone = await agent.submit(report, {}, { which: 'form[action$="/annulation"]' })
      assert.include(undone.text, '1 décision est annulée.')
      assert.equal((await dossierOf(commune, ids[0]!)).state, 'recu')
      const [batch] = await withCommune(commune.id, () => Batch.query())
      const counts = await withCommune(commune.id, () => countsOf(batch!.id))
      assert.deepInclude(counts, { 'undone': 1, 'not-possible': 1 })
    } finally {
      env.set('UNDO_SECONDS', 0)
    }
  })
})
