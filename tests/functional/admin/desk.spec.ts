import { test } from '@japa/runner'
import { act, aSubmittedDossier } from '#tests/support/dossiers'
import { PASSWORD } from '#tests/support/world'
import { aCommune } from '#tests/support/world'

test.group('The desk of the administrator', () => {
  test('is where an administrator arrives, with its démarches and their state', async ({
    assert,
  }) => {
    const commune = await aCommune()
    await aSubmittedDossier(commune)
    await act(commune, await aSubmittedDossier(commune), 'accepter')
    const visitor = commune.visitor()

    const page = await visitor.submit(await visitor.get('/connexion'), {
      email: commune.accounts.admin.email,
      password: PASSWORD,
    })

    assert.equal(page.path, '/admin/demarches')
    const [row] = page.html.querySelectorAll('tbody tr')
    const cells = row!.childNodes.map((cell) => cell.text.replace(/\s+/g, ' ').trim())
    assert.include(cells.join('|'), 'Demande d’essai|')
    assert.include(cells.join('|'), 'Ouverte')
    assert.equal(row!.querySelector('td.number')!.text.trim(), '1')
  })

  test('shows one démarche, and nothing of another commune’s', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')

    const page = await admin.get(`/admin/demarches/${commune.demarche.slug}`)
    assert.include(page.text, 'Guichet unique')
    assert.include(page.text, 'Version 1, publiée le')
    assert.equal((await admin.get('/admin/demarches/autre')).status, 404)
  })

  test('is closed to the other roles and to strangers', async ({ assert }) => {
    const commune = await aCommune()
    for (const role of ['accueil', 'superviseur'] as const) {
      assert.equal((await (await commune.signedIn(role)).get('/admin')).status, 404, role)
    }
    assert.match((await commune.visitor().get('/admin')).path, /^\/connexion/)
    const admin = await commune.signedIn('admin')
    for (const path of ['/accueil', '/superviseur']) {
      assert.equal((await admin.get(path)).status, 404, path)
    }
  })
})
