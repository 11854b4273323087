import { test } from '@japa/runner'
import { issueLien } from '#tests/support/liens'
import { sql, withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, dossierOf } from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'

test.group('What a usager says once all is over', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    commune = await aCommune()
  })

  async function follower(id: string) {
    const { token } = await withCommune(commune.id, () =>
      issueLien({ purpose: 'follow', dossierId: id, madeFor: 'zoe@exemple.fr' })
    )
    const visitor = commune.visitor()
    return { visitor, page: await visitor.get(`/suivi/${token}`) }
  }
  const kept = () => withCommune(commune.id, () => sql('select ease, text from feedbacks'))

  test('is asked once, and read by the superviseur', async ({ assert }) => {
    const id = await aSubmittedDossier(commune)
    const before = await follower(id)
    assert.notExists(before.page.html.querySelector('#votre-avis'))

    await act(commune, id, 'accepter')
    const { visitor, page } = await follower(id)
    const refused = await visitor.submit(page, { text: 'Trop long' }, { which: '#votre-avis form' })
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'Dites si c’était facile')
    assert.include(refused.body, 'Trop long')
    const done = await visitor.submit(refused, { ease: '2' }, { which: '#votre-avis form' })
    assert.include(done.text, 'Merci')
    assert.notExists(done.html.querySelector('#votre-avis'))
    assert.deepEqual(await kept(), [{ ease: 2, text: 'Trop long' }])

    await visitor.submit(refused, { ease: '5' }, { which: '#votre-avis form' })
    assert.deepEqual(
      await kept(),
      [{ ease: 2, text: 'Trop long' }],
      'a second click changes nothing'
    )

    const chief = await commune.signedIn('superviseur')
    const read = await chief.get('/superviseur/avis')
    assert.include(read.text, 'Trop long')
    assert.include(read.text, (await dossierOf(commune, id)).reference!)
  })
})
