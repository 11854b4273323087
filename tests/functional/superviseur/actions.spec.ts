import { test } from '@japa/runner'
import { aSubmittedDossier, dossierOf, journalLines } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'
import { guichetUnique } from '#workflow/main'

/** A guichet unique in which a superviseur may accept as well. */
function withVisa() {
  const workflow = structuredClone(guichetUnique)
  workflow.actions.accepter!.by.push('superviseur')
  return workflow
}

test.group('A superviseur to whom the workflow gives something to do', () => {
  test('does it, under its own name', async ({ assert }) => {
    const commune = await aCommune({ workflow: withVisa() })
    const id = await aSubmittedDossier(commune)
    const chief = await commune.signedIn('superviseur')

    const page = await chief.get(`/superviseur/dossiers/${id}`)
    assert.include(page.html.querySelector('#actions')!.text, 'Accepter')
    const done = await chief.submit(
      await chief.get(`/superviseur/dossiers/${id}/actions/accepter`),
      {},
      { which: 'form[action*="/actions/"]' }
    )
    assert.equal(done.path, `/superviseur/dossiers/${id}`)
    assert.equal((await dossierOf(commune, id)).final, 'accepted')
    const line = (await journalLines(commune, id)).find(({ action }) => action === 'accepter')!
    assert.deepEqual([line.actorRole, line.actorLabel], ['superviseur', 'Sylvie Superviseure'])
  })
})
