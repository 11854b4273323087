import { test } from '@japa/runner'
import Dossier from '#dossiers/dossier'
import { Mail } from '#dossiers/promised_mails'
import { withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'

test.group('The journey of an usager', () => {
  test('from the home page to the follow-up', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()

    const home = await person.get('/')
    assert.include(home.text, 'Demande d’essai')
    const start = await person.get('/demarches/demande')
    assert.include(start.text, '2 pages à remplir')
    assert.include(start.text, 'Photos (facultatif)')

    const first = await person.get('/demarches/demande/remplir')
    assert.equal(first.status, 200)
    const second = await person.submit(first, { 'f[demande][objet]': 'Un nid-de-poule' })
    assert.match(second.path, /^\/brouillons\/[0-9a-f-]{36}\/contact$/)
    assert.include(second.text, 'Page 2 sur 2')

    const check = await person.submit(second, {
      'f[contact][nom]': 'Zoé Martin',
      'f[contact][courriel]': 'zoe@exemple.fr',
    })
    assert.match(check.path, /\/verifier$/)
    assert.include(check.text, 'Un nid-de-poule')

    const sent = await person.submit(check)
    assert.match(sent.path, /^\/dossiers\/[0-9a-f-]{36}\/envoye$/)
    assert.include(sent.text, 'zoe@exemple.fr')

    await withCommune(commune.id, async () => {
      const dossier = await Dossier.firstOrFail()
      assert.equal(dossier.contactName, 'Zoé Martin')
      assert.include(sent.text, dossier.reference!)
      const mails = await Mail.query().where('dossierId', dossier.id)
      assert.deepEqual(
        mails.map((mail) => mail.template),
        ['usager-recue']
      )
    })

    const follow = await person.get(sent.path.replace('/envoye', ''))
    assert.include(follow.text, 'Reçue')
    assert.include(follow.text, 'Demande envoyée')
    assert.include(follow.text, 'Un nid-de-poule')
  })
})
