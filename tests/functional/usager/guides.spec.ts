import { test } from '@japa/runner'
import { GUIDE_ROLES, guidePath, GUIDES } from '#desks/usager/guides'
import { aTransferredDossier } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'

test.group('The help by role', () => {
  test('has its steps in words, and pictures that are there', async ({ assert }) => {
    const visitor = (await aCommune()).visitor()
    for (const role of GUIDE_ROLES) {
      const page = await visitor.get(guidePath(role))
      assert.equal(page.status, 200, role)
      assert.lengthOf(page.html.querySelectorAll('.guide > li'), GUIDES[role].length)
      assert.notMatch(page.text, /guides\.\w+|translation missing/i, role)
      const pictures = page.html.querySelectorAll('.guide img')
      assert.isAtLeast(pictures.length, 3, role)
      for (const picture of pictures) {
        const src = picture.getAttribute('src')!
        const { status, headers } = await visitor.get(src)
        assert.deepEqual([status, headers['content-type']], [200, 'image/webp'], src)
        assert.isBelow(Number(headers['content-length']), 60_000, src)
        assert.notMatch(picture.getAttribute('alt')!, /^$|guides\./, src)
      }
    }
  })

  test('is a link away from each desk', async ({ assert }) => {
    const commune = await aCommune()
    for (const role of ['accueil', 'superviseur', 'admin'] as const) {
      const desk = await (await commune.signedIn(role)).get(`/${role}`)
      assert.exists(desk.html.querySelector(`a[href="/aide/${role}"]`), role)
    }
    const service = commune.visitor()
    const dossier = await service.get((await aTransferredDossier(commune)).lien)
    assert.exists(dossier.html.querySelector('a[href="/aide/service"]'))
    assert.exists((await commune.visitor().get('/')).html.querySelector('a[href="/aide"]'))
  })
})
