import { test } from '@japa/runner'
import { dossierOf, journalLines } from '#tests/support/dossiers'
import type { Fields } from '#tests/support/visitor'
import { aCommune } from '#tests/support/world'
import Dossier from '#dossiers/dossier'
import { sql, withCommune } from '#tenancy/scope'

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

  test('of somebody without an address ends on paper, with a code that opens the follow-up', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    const chosen = { demarche: commune.demarche.id, channel: 'counter' }
    let page = await agent.submit(await agent.get('/accueil/saisies'), chosen)
    const id = page.path.split('/')[2]!
    page = await agent.submit(page, { 'f[demande][objet]': 'Un arbre tombé' })
    const wrong = await agent.submit(page, { 'f[contact][nom]': '', 'f[contact][courriel]': 'x' })
    assert.equal(wrong.status, 422, 'an address that is given is still judged')
    assert.lengthOf(wrong.html.querySelectorAll('.error-summary li'), 2)
    page = await agent.submit(page, { 'f[contact][nom]': 'Ursule', 'f[contact][courriel]': '' })
    page = await agent.submit(page, {}, { which: 'form[action$="/envoi"]' })
    assert.equal(page.path, `/dossiers/${id}/envoye`)

    const receipt = await agent.submit(page, {}, { which: 'form[action$="/recepisse"]' })
    const { reference, contactEmail } = await dossierOf(commune, id)
    assert.isNull(contactEmail)
    assert.equal(receipt.html.querySelector('.receipt__reference')!.text, reference)
    assert.exists(receipt.html.querySelector('svg.receipt__qr'))
    assert.equal(receipt.headers['cache-control'], 'private, no-store')
    const link = new URL(receipt.html.querySelector('.receipt__link a')!.getAttribute('href')!)
    const follow = await commune.visitor().get(link.pathname)
    assert.include(follow.text, 'Où en est ma demande')
    assert.include(follow.text, reference!)
    const labels = (await journalLines(commune, id)).map(({ label }) => label)
    assert.include(labels, 'Récépissé imprimé, avec un lien de suivi')

    await withCommune(commune.id, () =>
      sql(`update liens set expires_at = now() where dossier_id = ?`, [id])
    )
    const late = await commune.visitor().get(link.pathname)
    assert.equal(late.status, 410)
    assert.notExists(late.html.querySelector('main form'), 'it cannot be mailed again')
    const stranger = await commune.visitor().get('/demarches/demande/remplir')
    assert.notInclude(stranger.text, 'Ursule')
  })

  test('an address is asked of who files online', async ({ assert }) => {
    const commune = await aCommune()
    const usager = commune.visitor()
    const first = await usager.get('/demarches/demande/remplir')
    const page = await usager.submit(first, { 'f[demande][objet]': 'Un arbre tombé' })
    const refused = await usager.submit(page, { 'f[contact][nom]': 'Ursule' })
    assert.equal(refused.status, 422)
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
