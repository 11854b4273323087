import { test } from '@japa/runner'
import { forgetCommunes } from '#tenancy/commune'
import { sql, withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'

test.group('The looks of a commune', () => {
  test('are served to anyone, without a cookie', async ({ assert }) => {
    const commune = await aCommune()
    await withCommune(commune.id, () =>
      sql('update communes set branding = ?::jsonb where id = ?', [
        JSON.stringify({ colour: '#ff0000', arms: SVG }),
        commune.id,
      ])
    )
    forgetCommunes()
    const person = commune.visitor()
    const theme = await person.get('/theme.css')
    assert.match(theme.body, /^:root \{ --commune: #[0-9a-f]{6} \}\n$/)
    assert.include(theme.headers['cache-control']!, 'max-age=300')
    assert.notExists(theme.headers['set-cookie'])

    const home = await person.get('/')
    const arms = await person.get(home.html.querySelector('.brand__arms')!.getAttribute('src')!)
    assert.equal(arms.headers['content-type'], 'image/svg+xml')
    assert.include(arms.headers['content-security-policy']!, 'sandbox')
    assert.notExists(arms.headers['set-cookie'])
  })

  test('are the house’s own where none were chosen', async ({ assert }) => {
    const person = (await aCommune()).visitor()
    assert.equal((await person.get('/theme.css')).status, 200)
    assert.equal((await person.get('/armes.svg')).status, 404)
  })

  test('come with the four pages at the foot', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    for (const path of ['/aide', '/accessibilite', '/donnees-personnelles', '/mentions-legales']) {
      const page = await person.get(path)
      assert.equal(page.status, 200)
      assert.include(page.text, `mairie@${commune.host.split('.')[0]}.test`)
      assert.notInclude(page.text, 'usager.')
    }
  })

  test('find a démarche by its words, accents or not', async ({ assert }) => {
    const person = (await aCommune()).visitor()
    assert.include((await person.get('/?q=DEMARCHE%20tests')).text, 'Demande d’essai')
    assert.include((await person.get('/?q=piscine')).text, 'Aucune démarche ne correspond')
  })
})
