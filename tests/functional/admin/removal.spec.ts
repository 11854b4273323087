import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import { withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'

test.group('A démarche', () => {
  test('that nobody has seen is removed with its draft', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const made = await admin.submit(await admin.get('/admin/demarches/nouvelle'), {
      title: 'Essai',
    })
    assert.equal(made.path, '/admin/demarches/essai/formulaire')

    const form = { which: 'form[action$="/suppression"]' }
    const list = await admin.submit(await admin.get('/admin/demarches/essai'), {}, form)
    assert.include(list.text, '« Essai » est supprimée.')
    assert.equal((await admin.get('/admin/demarches/essai')).status, 404)
    const left = await withCommune(commune.id, () => Demarche.all())
    assert.lengthOf(left, 1)
    assert.include((await admin.get('/admin/journal')).text, 'Démarche supprimée : Essai')
  })

  test('that was published stays, whoever asks', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const page = await admin.get('/admin/demarches/demande')
    assert.notInclude(page.body, '/suppression')
    const { value } = (await admin.get('/admin/services/nouveau')).html.querySelector(
      'input[name=_csrf]'
    )!.attributes
    const kept = await admin.post('/admin/demarches/demande/suppression', { _csrf: value! })
    assert.include(kept.text, 'Cette démarche a été publiée')
  })

  test('is copied from its page, under another address than the one that makes new ones', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const { voirie } = commune.services
    await withCommune(commune.id, async () => {
      const demarche = await Demarche.findOrFail(commune.demarche.id)
      await demarche.merge({ closing: 'À lundi.', serviceId: voirie, notified: ['accueil'] }).save()
    })
    const form = await admin.get('/admin/demarches/nouvelle?depuis=demande')
    const copy = await admin.submit(form, { title: 'La même' })
    assert.equal(copy.path, '/admin/demarches/la-meme/formulaire')
    assert.include(copy.text, 'Objet')
    await withCommune(commune.id, async () => {
      const { closing, serviceId, notified } = await Demarche.findByOrFail('slug', 'la-meme')
      assert.deepEqual([closing, serviceId, notified], ['À lundi.', voirie, ['accueil']])
    })
    const looks = await admin.get('/admin/demarches/la-meme/presentation')
    const refused = await admin.submit(looks, { slug: 'nouvelle' })
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'Une autre démarche a déjà cette adresse')
  })
})
