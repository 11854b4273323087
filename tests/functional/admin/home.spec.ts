import { test } from '@japa/runner'
import { PNG } from '#tests/functional/usager/support'
import { aCommune } from '#tests/support/world'

const image = (file: Uint8Array | string, name: string) => ({ file, name })

test.group('The home page, as the administrator makes it', () => {
  test('bears the name, the words, the colour and the contacts that were given', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')

    const saved = await admin.submit(await admin.get('/admin/accueil'), {
      name: 'Plassans-le-Neuf',
      motto: 'La ville aux cent fontaines',
      welcome: 'Bonjour <b>à tous</b>.',
      colour: '#ffcc00',
      address: '1, place du Marché',
      hours: 'Le lundi',
      director: 'Madame la maire',
      dpo: 'dpo@exemple.fr',
    })
    assert.include(saved.text, 'trop peu pour que tout le monde puisse lire')

    const home = await commune.visitor().get('/')
    for (const shown of ['Plassans-le-Neuf', 'La ville aux cent fontaines', 'place du Marché']) {
      assert.include(home.text, shown)
    }
    assert.include(home.body, 'Bonjour &lt;b&gt;à tous&lt;/b&gt;.')
    const theme = await commune.visitor().get('/theme.css')
    assert.notInclude(theme.body, '#ffcc00')
    assert.include((await commune.visitor().get('/mentions-legales')).text, 'Madame la maire')
    assert.include((await commune.visitor().get('/donnees-personnelles')).text, 'dpo@exemple.fr')
  })

  test('shows the pictures that were sent, to anyone, until they are removed', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    await admin.submit(await admin.get('/admin/accueil'), {
      logo: image(PNG, 'blason.png'),
      photo: image(PNG, 'vue.png'),
    })

    const person = commune.visitor()
    const home = await person.get('/demarches/demande')
    const logo = home.html.querySelector('.brand__arms')!.getAttribute('src')!
    const served = await person.get(logo)
    assert.equal(served.headers['content-type'], 'image/png')
    assert.include(served.headers['cache-control']!, 'immutable')
    assert.include(served.headers['content-security-policy']!, 'sandbox')
    assert.notExists(served.headers['set-cookie'])
    assert.equal((await (await aCommune()).visitor().get(logo)).status, 404)
    assert.exists((await person.get('/')).html.querySelector('.welcome__photo'))

    await admin.submit(await admin.get('/admin/accueil'), { 'remove_photo[]': ['1'] })
    assert.notExists((await person.get('/')).html.querySelector('.welcome__photo'))
    assert.equal((await person.get(logo)).status, 200)
  })

  test('takes no picture that is none, and says so beside its field', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

    const page = await admin.submit(await admin.get('/admin/accueil'), {
      name: 'Nom gardé',
      logo: image(svg, 'logo.png'),
      photo: image(Buffer.concat([PNG, Buffer.alloc(3_000_001)]), 'lourde.png'),
    })

    assert.equal(page.status, 422)
    assert.include(page.text, 'n’est pas une image PNG, JPEG ou WebP')
    assert.include(page.text, '3 Mo au plus')
    assert.equal(page.html.querySelector('#name')!.getAttribute('value'), 'Nom gardé')
    assert.notExists((await commune.visitor().get('/')).html.querySelector('.brand__arms'))
  })

  test('refuses a colour that is none and an empty name', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const page = await admin.submit(await admin.get('/admin/accueil'), {
      name: '',
      colour: 'red; } body { display: none',
      email: 'pas une adresse',
    })
    assert.equal(page.status, 422)
    for (const reason of ['Donnez un nom', 'Choisissez une couleur', 'adresse électronique']) {
      assert.include(page.text, reason)
    }
  })
})
