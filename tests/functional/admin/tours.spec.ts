import { test } from '@japa/runner'
import { withCommune, sql } from '#tenancy/scope'
import { aCommune, type TestCommune } from '#tests/support/world'

const BUILDER = '/admin/demarches/demande/formulaire'

async function aNewTeam(): Promise<TestCommune> {
  const commune = await aCommune()
  await withCommune(commune.id, () => sql(`update accounts set tours_seen = '{}'`))
  return commune
}

test.group('The tour of a screen', () => {
  test('is offered to who comes first, read without a script, and not again', async ({
    assert,
  }) => {
    const commune = await aNewTeam()
    const agent = await commune.signedIn('accueil')
    const first = await agent.get('/accueil')
    assert.include(first.text, 'Première visite ?')
    assert.include(first.text, 'Les plus anciens d’abord')

    const after = await agent.submit(first, {}, { which: '.tour form' })
    assert.equal(after.path, '/accueil')
    assert.notInclude(after.text, 'Première visite ?')
    const again = await commune.signedIn('accueil')
    assert.notInclude((await again.get('/accueil')).text, 'Première visite ?')

    // Of this screen and of this account, not of the others.
    const admin = await commune.signedIn('admin')
    const builder = await admin.get(BUILDER)
    assert.include(builder.text, 'Première visite ?')
    assert.include(builder.text, 'Chaque changement est enregistré dans un brouillon')
    const back = await admin.submit(builder, {}, { which: '.tour form' })
    assert.equal(back.path, BUILDER)
    assert.notInclude(back.text, 'Première visite ?')
  })

  test('is taken again from the help and from the menu', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const link = (await admin.get('/aide/admin')).html.querySelector('a[href="/admin/visite"]')
    assert.include(link!.text, 'Revoir la visite')
    const page = await admin.get('/admin/visite')
    assert.equal(page.path, `${BUILDER}?visite=1`)
    assert.isTrue(page.html.querySelector('.tour')!.hasAttribute('data-begun'))

    const agent = await commune.signedIn('accueil')
    const menu = (await agent.get('/accueil')).html.querySelector('.menu')!
    const again = menu.querySelector('a[href="/accueil?visite=1"]')
    assert.isNotNull(again)
    assert.include((await agent.get('/accueil?visite=1')).text, 'La visite')
  })

  test('leads nowhere else, and is of a screen that there is', async ({ assert }) => {
    const commune = await aNewTeam()
    const agent = await commune.signedIn('accueil')
    const form = { which: '.tour form' }
    const page = await agent.get('/accueil')
    const away = await agent.submit(page, { retour: '//ailleurs.exemple' }, form)
    assert.equal(away.path, '/')
    const { value } = page.html.querySelector('.tour input[name=_csrf]')!.attributes
    assert.equal((await agent.post('/visites/lune', { _csrf: value! })).status, 404)
  })
})
