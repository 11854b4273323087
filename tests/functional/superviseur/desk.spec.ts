import { test } from '@japa/runner'
import { act, aDraft, aSubmittedDossier, journalLines } from '#tests/support/dossiers'
import { references, submitted, tab } from '#tests/support/lists'
import { aCommune } from '#tests/support/world'

test.group('The superviseur', () => {
  test('sees how many there are of each, and each figure leads to its dossiers', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const closed = await submitted(commune)
    await submitted(commune)
    await act(commune, closed.id, 'accepter')
    await aDraft(commune)
    const other = await aCommune()
    await submitted(other)
    const chief = await commune.signedIn('superviseur')

    const page = await chief.get('/superviseur/etats')
    const figures = page.html
      .querySelectorAll('.stat')
      .map((stat) => [
        stat.querySelector('.stat__label')!.text.trim(),
        stat.querySelector('.stat__figure')!.text.trim(),
      ])
    assert.includeDeepMembers(figures, [
      ['Reçues depuis lundi', '2'],
      ['Brouillon non soumis', '1'],
      ['À traiter par l’accueil', '1'],
      ['Acceptée', '1'],
    ])
    const accepted = page.html.querySelectorAll('a.stat').find((a) => a.text.includes('Acceptée'))!
    const list = await chief.get(accepted.getAttribute('href')!.replaceAll('&amp;', '&'))
    assert.deepEqual(references(list), [closed.reference])

    const cells = page.html
      .querySelectorAll('tbody td')
      .map((cell) => Number.parseInt(cell.text.trim(), 10))
    assert.deepEqual(cells, [1, 1, 1, 3])
  })

  test('lists drafts too, without finding what is typed in them', async ({ assert }) => {
    const commune = await aCommune()
    const { reference } = await submitted(commune, { objet: 'Passerelle' })
    await aDraft(commune, { demande: { objet: 'Passerelle secrète' }, contact: { nom: 'Silvère' } })
    const chief = await commune.signedIn('superviseur')

    const all = await chief.get('/superviseur/dossiers')
    assert.deepEqual(references(all).sort(), [reference, 'Non soumis'].sort())
    assert.equal(tab(all, 'Non soumis'), '1')
    const found = await chief.get('/superviseur/dossiers?q=passerelle')
    assert.deepEqual(references(found), [reference])

    // Neither who began it, nor where it stands among names, nor by any search.
    assert.notInclude(all.body, 'Silvère')
    for (const order of ['demandeur', '-demandeur']) {
      const query = `vue=non-soumis&tri=${order}&colonnes=reference,demandeur,courriel,telephone`
      const list = await chief.get(`/superviseur/dossiers?${query}`)
      assert.deepEqual(references(list), ['Non soumis'])
      assert.notInclude(list.body, 'Silvère')
    }
    for (const q of ['silvère', 'zoe@exemple.fr']) {
      const none = await chief.get(`/superviseur/dossiers?vue=non-soumis&q=${q}`)
      assert.isEmpty(references(none), q)
    }
  })

  test('reads a dossier whole, and the journal says so', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    await act(commune, id, 'transmettre', {
      service: commune.services.voirie,
      note: 'Vu sur place.',
    })
    const chief = await commune.signedIn('superviseur')

    const page = await chief.get(`/superviseur/dossiers/${id}`)
    for (const shown of [
      'Un nid-de-poule',
      'Zoé Martin',
      'Vu sur place.',
      'Demande transmise pour traitement',
      'zoe@exemple.fr',
      'En attente d’envoi',
    ]) {
      assert.include(page.text, shown)
    }
    const forms = page.html.querySelectorAll('main form[method=post]')
    const others = forms.filter(
      (form) => !/\/attribution$|^\/raccourcis$/.test(form.getAttribute('action')!)
    )
    assert.isEmpty(others, 'nothing to send about it but who sees to it: it is for reading')
    const opened = (await journalLines(commune, id)).at(-1)!
    assert.deepEqual([opened.type, opened.actorRole], ['opened', 'superviseur'])
  })

  test('sees of a draft when and how far, and neither who nor what is typed', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aDraft(commune, {
      demande: { objet: 'Un secret' },
      contact: { nom: 'Silvère' },
    })
    const chief = await commune.signedIn('superviseur')

    const page = await chief.get(`/superviseur/dossiers/${id}`)
    assert.include(page.text, 'Page 2 sur 2')
    assert.notInclude(page.body, 'Silvère')
    assert.notInclude(page.body, 'Un secret')
  })

  test('is a role: neither the accueil, nor a stranger, nor another commune', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const paths = ['', '/dossiers', `/dossiers/${id}`, `/dossiers/${id}/actions/accepter`]
    const agent = await commune.signedIn('accueil')
    const other = await (await aCommune()).signedIn('superviseur')

    for (const path of paths) {
      assert.equal((await agent.get(`/superviseur${path}`)).status, 404, path)
      const stranger = await commune.visitor().get(`/superviseur${path}`)
      assert.match(stranger.path, /^\/connexion/)
    }
    assert.equal((await other.get(`/superviseur/dossiers/${id}`)).status, 404)
  })

  test('does not act where the workflow gives it nothing to do', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const chief = await commune.signedIn('superviseur')

    assert.equal((await chief.get(`/superviseur/dossiers/${id}/actions/accepter`)).status, 409)
  })
})
