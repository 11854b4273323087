import { test } from '@japa/runner'
import { TYPES } from '#forms/types/registry'
import { sql, withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'
import { EXE, PNG } from '../usager/support.js'

test.group('The help of answer types', () => {
  test('has a page for each, where the question can be tried', async ({ assert }) => {
    const person = (await aCommune()).visitor()
    const list = await person.get('/aide/questions')
    for (const { name, shape, compute } of TYPES) {
      assert.exists(list.html.querySelector(`main a[href="/aide/questions/${name}"]`), name)
      const page = await person.get(`/aide/questions/${name}`)
      assert.equal(page.status, 200, name)
      assert.notMatch(page.text, /questions\.\w/, name)
      const answered = shape !== 'none' && !compute && name !== 'consent' && name !== 'section'
      if (!answered) continue
      const error = await person.submit(page)
      assert.equal(error.status, 422, name)
      const link = error.html.querySelector('.error-summary a')!.getAttribute('href')!
      assert.exists(error.html.querySelector(link), name)
    }
    assert.equal((await person.get('/aide/questions/inconnu')).status, 404)
    assert.equal((await person.get('/aide/questions/constructor')).status, 404)
  }).timeout(60_000)

  test('answers by the code that asks everywhere else, and keeps nothing', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const at = (type: string) => person.get(`/aide/questions/${type}`)

    const iban = await person.submit(await at('iban'), {
      'f[essai][reponse]': 'BE68 5390 0754 7035',
    })
    assert.equal(iban.status, 422)
    assert.include(iban.text, 'cet IBAN n’existe pas')
    const right = await person.submit(iban, { 'f[essai][reponse]': 'be68539007547034' })
    assert.include(right.text, 'comprise ainsi : BE68 5390 0754 7034')

    const group = await person.submit(await at('group'), {}, { button: 'add=essai.reponse' })
    assert.equal(group.status, 200)
    assert.exists(group.html.querySelector('#f-essai-reponse-1-nom'))

    const file = (bytes: Buffer, name: string) => ({ 'f[essai][reponse][]': { file: bytes, name } })
    const photo = await person.submit(await at('photo'), file(PNG, 'trou.png'))
    assert.equal(photo.status, 200)
    assert.include(photo.text, 'trou.png')
    const wrong = await person.submit(await at('photo'), file(EXE, 'trou.png'))
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'n’est pas acceptée')

    await withCommune(commune.id, async () => {
      assert.isEmpty(await sql('select id from dossiers'))
      assert.isEmpty(await sql('select id from pieces'))
    })
  })
})
