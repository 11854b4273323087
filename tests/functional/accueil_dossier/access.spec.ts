import { test } from '@japa/runner'
import {
  ANSWERS,
  aDraft,
  aSubmittedDossier,
  dossierOf,
  journalLines,
} from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'

test.group('Who opens a dossier at the accueil', () => {
  test('a stranger signs in first, and lands on the dossier', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const stranger = commune.visitor()

    const page = await stranger.get(`/accueil/dossiers/${id}`)
    assert.include(page.path, '/connexion?retour=')

    const { email } = commune.accounts.accueil
    const opened = await stranger.submit(page, { email, password: 'un-mot-de-passe-de-test' })
    assert.equal(opened.path, `/accueil/dossiers/${id}`)
  })

  test('nobody finds a draft, another commune’s dossier, or one without the role', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const elsewhere = await aCommune()
    const agent = await commune.signedIn('accueil')
    const chief = await commune.signedIn('superviseur')
    const draft = await aDraft(commune)
    const foreign = await aSubmittedDossier(elsewhere)
    const own = await aSubmittedDossier(commune)

    for (const id of [draft, foreign]) {
      for (const path of ['', '/actions/accepter', `/pieces/${own}`]) {
        const page = await agent.get(`/accueil/dossiers/${id}${path}`)
        assert.equal(page.status, 404, path)
      }
    }
    assert.equal((await agent.get('/accueil/dossiers/pas-un-id')).status, 404)
    assert.equal((await chief.get(`/accueil/dossiers/${own}`)).status, 404)

    const { html } = await agent.get(`/accueil/dossiers/${own}`)
    const token = html.querySelector('[name="_csrf"]')!.getAttribute('value')!
    const forged = { '_csrf': token, 'revision': '1', 'f[message]': '', 'note': 'x' }
    for (const path of ['actions/accepter', 'notes', 'pieces']) {
      const page = await agent.post(`/accueil/dossiers/${foreign}/${path}`, forged)
      assert.equal(page.status, 404, path)
    }
    assert.isFalse((await dossierOf(elsewhere, foreign)).isClosed)
    assert.lengthOf(await journalLines(elsewhere, foreign), 1)
  })

  test('an opening is in the history once in half an hour', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    await agent.get(`/accueil/dossiers/${id}`)
    const page = await agent.get(`/accueil/dossiers/${id}`)

    assert.match(page.html.querySelector('#historique')!.structuredText, /Dossier consulté/)
    const openings = (await journalLines(commune, id)).filter(({ type }) => type === 'opened')
    assert.deepEqual(
      openings.map(({ actorLabel }) => actorLabel),
      ['Anne Accueil']
    )
  })

  test('an answer is text, whatever was typed in it', async ({ assert }) => {
    const commune = await aCommune()
    const evil = '<script>alert(1)</script>'
    const answers = { ...ANSWERS, demande: { objet: evil } }
    const id = await aSubmittedDossier(commune, answers)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}/actions/demander_correction`)
    assert.notInclude(page.body, evil)
    assert.include(page.body, '&lt;script&gt;alert(1)')
  })

  test('an id that is none is a page not found, not an error', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    const id = 'zzzzzzzz-zzzz-7zzz-8zzz-zzzzzzzzzzzz'
    for (const path of [`/accueil/dossiers/${id}`, `/service/dossiers/${id}`]) {
      assert.equal((await agent.get(path)).status, 404, path)
    }
  })
})
