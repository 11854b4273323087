import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import Service from '#identity/service'
import { arranged, readStep } from '#shared/arranged'
import { withCommune } from '#tenancy/scope'
import type { Page, Visitor } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'

const PATH = '/admin/rubriques'

/** Three démarches besides the one that is there, published as it is, in two more categories. */
async function aFullHome(): Promise<TestCommune> {
  const commune = await aCommune()
  const { versionId } = commune.demarche
  await withCommune(commune.id, () =>
    Demarche.createMany(
      ['Naissance', 'Mariage', 'Voirie'].map((title, index) => ({
        title,
        slug: title.toLowerCase(),
        description: '',
        category: title === 'Voirie' ? 'Travaux' : 'État civil',
        position: index + 1,
        versionId,
      }))
    )
  )
  return commune
}

const titles = (page: Page) => page.html.querySelectorAll('.offer li a').map(({ text }) => text)
const ids = async (commune: TestCommune) =>
  withCommune(commune.id, async () => {
    const all = await Demarche.all()
    return Object.fromEntries(all.map(({ title, id }) => [title, id]))
  })
const press = async (admin: Visitor, wanted: string, path = PATH) =>
  admin.submit(await admin.get(path), { vers: wanted }, { which: '#ordre' })

test.group('The order of the home page', () => {
  test('is that of the buttons, for démarches and for categories', async ({ assert }) => {
    const commune = await aFullHome()
    const admin = await commune.signedIn('admin')
    const { Mariage: id } = await ids(commune)
    const home = async () => titles(await commune.visitor().get('/'))
    assert.deepEqual(await home(), ['Demande d’essai', 'Naissance', 'Mariage', 'Voirie'])

    const button = `vers=${id}:haut`
    const page = await admin.submit(await admin.get(PATH), {}, { which: '#ordre', button })
    assert.include(page.text, '« Mariage » est maintenant en position 1 sur 2.')
    assert.deepEqual(await home(), ['Demande d’essai', 'Mariage', 'Naissance', 'Voirie'])
    await press(admin, 'rubrique Travaux:0')
    assert.deepEqual(await home(), ['Voirie', 'Demande d’essai', 'Mariage', 'Naissance'])
    await press(admin, `${id}:haut`)
    assert.deepEqual(await home(), ['Voirie', 'Demande d’essai', 'Mariage', 'Naissance'])
    const journal = await admin.get('/admin/journal')
    assert.include(journal.text, 'Ordre de la page d’accueil modifié : Travaux')
  })

  test('does not change for what is not there, and says so', async ({ assert }) => {
    const [commune, other] = [await aFullHome(), await aFullHome()]
    const admin = await commune.signedIn('admin')
    const { Mariage: theirs } = await ids(other)
    for (const wanted of [`${theirs}:haut`, 'rubrique Inconnue:bas', 'x', `${theirs}:-1`]) {
      assert.include((await press(admin, wanted)).text, 'Cet élément n’existe plus')
    }
    assert.equal(titles(await other.visitor().get('/'))[2], 'Mariage')
  })

  test('shows a category under the name and the icon that were chosen', async ({ assert }) => {
    const commune = await aFullHome()
    const admin = await commune.signedIn('admin')
    const edit = `${PATH}/modifier?nom=${encodeURIComponent('État civil')}`
    const icon = (page: Page) => page.html.querySelectorAll('.offer__icon svg')[1]!.innerHTML
    const before = icon(await commune.visitor().get('/'))

    const refused = await admin.submit(await admin.get(edit), { name: 'É', icon: 'crâne' })
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'Choisissez une icône')
    await admin.submit(await admin.get(edit), { name: 'Papiers et familles', icon: 'bus' })
    const home = await commune.visitor().get('/')
    assert.include(home.text, 'Papiers et familles')
    assert.notInclude(home.text, 'État civil')
    assert.notEqual(icon(home), before)
    assert.equal((await admin.get(edit)).status, 404)
  })
})

test.group('The order of the services', () => {
  test('is that in which they are offered', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const order = () =>
      withCommune(commune.id, async () => (await Service.inOrder()).map(({ name }) => name))
    assert.deepEqual(await order(), ['Urbanisme', 'Voirie'])
    const page = await press(admin, `${commune.services.voirie}:haut`, '/admin/services')
    assert.include(page.text, '« Voirie » est maintenant en position 1 sur 2.')
    assert.deepEqual(await order(), ['Voirie', 'Urbanisme'])
    const wrong = await press(admin, `${commune.demarche.id}:haut`, '/admin/services')
    assert.include(wrong.text, 'Cet élément n’existe plus')
  })
})

test.group('A list that is put in order', () => {
  test('keeps what it holds, and stops at its ends', async ({ assert }) => {
    const list = ['a', 'b', 'c']
    assert.deepEqual(arranged(list, 0, 'haut'), list)
    assert.deepEqual(arranged(list, 2, 'bas'), list)
    assert.deepEqual(arranged(list, 0, 'bas'), ['b', 'a', 'c'])
    assert.deepEqual(arranged(list, 0, 9), ['b', 'c', 'a'])
    assert.deepEqual(readStep('rubrique a: b:12'), { key: 'rubrique a: b', step: 12 })
    assert.isNull(readStep('rubrique a'))
    assert.isNull(readStep(['x:haut', 'y:bas']))
  })
})
