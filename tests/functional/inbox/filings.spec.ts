import { test } from '@japa/runner'
import { dossierOf, journalLines } from '#tests/support/dossiers'
import type { Fields } from '#tests/support/visitor'
import { aCommune } from '#tests/support/world'
import Dossier from '#dossiers/dossier'
import { withCommune } from '#tenancy/scope'

test.group('Filing for a usager', () => {
  test('goes from the counter to the inbox', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    const chosen = { demarche: commune.demarche.id, channel: 'phone' }

    let page = await agent.submit(await agent.get('/accueil/saisies'), chosen)
    const id = page.path.split('/')[2]!
    assert.match(page.path, /^\/brouillons\//)
    assert.include((await agent.get('/accueil/saisies')).text, 'Par téléphone')

    page = await agent.submit(page, { 'f[demande][objet]': 'Un arbre tombé' })
    page = await agent.submit(page, {
      'f[contact][nom]': 'Ursule Mouret',
      'f[contact][courriel]': 'ursule@exemple.fr',
    })
    page = await agent.submit(page, {}, { which: 'form[action$="/envoi"]' })
    assert.equal(page.status, 200)

    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.channel, 'phone')
    assert.isNotNull(dossier.submittedAt)
    const [line] = await journalLines(commune, id)
    assert.equal(line!.actorRole, 'accueil')
    assert.equal(line!.actorLabel, 'Anne Accueil')
    const inbox = await agent.get('/accueil')
    assert.include(inbox.text, dossier.reference!)
    assert.include(inbox.text, 'Par téléphone')
    assert.notInclude((await agent.get('/accueil/saisies')).text, 'Un arbre tombé')
  })

  test('asks for a démarche and how the demand came', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    const form = await agent.get('/accueil/saisies')

    const wrong: Fields[] = [
      {},
      { demarche: commune.id, channel: 'counter' },
      { demarche: commune.demarche.id, channel: 'online' },
    ]
    for (const fields of wrong) {
      const page = await agent.submit(form, fields)
      assert.equal(page.status, 422)
      assert.isAbove(page.html.querySelectorAll('.field__error').length, 0)
    }
    const dossiers = await withCommune(commune.id, () => Dossier.all())
    assert.isEmpty(dossiers)
  })
})
