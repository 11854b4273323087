import { test } from '@japa/runner'
import Dossier from '#dossiers/dossier'
import { withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'
import { dossierOf, idIn, PNG, RICH_FORM } from './support.js'

test.group('A page that outlived its session', () => {
  test('offers again what was typed, and finds its draft', async ({ assert }) => {
    const commune = await aCommune({ form: RICH_FORM })
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const rows = await person.submit(
      first,
      { 'f[lieu][motif]': 'trou' },
      { button: 'add=lieu.temoins' }
    )
    person.cookies.clear()
    const plan = { file: PNG, name: 'plan.png' }
    const typed = { 'f[lieu][temoins][0][nom]': 'Ana <b>', 'f[lieu][plan][]': plan }
    const expired = await person.submit(rows, typed)
    assert.equal(expired.status, 403)
    assert.include(expired.text, 'Renvoyer')
    assert.include(expired.text, 'fichiers')
    assert.notInclude(expired.body, 'tmpPath')

    const next = await person.submit(expired)
    assert.match(next.path, /page-envoi$/)
    assert.deepEqual((await dossierOf(commune, idIn(rows))).answers.lieu!.temoins, [
      { nom: 'Ana <b>' },
    ])
  })

  test('begins its draft all the same', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    person.cookies.clear()
    const expired = await person.submit(first, { 'f[demande][objet]': 'Un trou' })
    assert.match((await person.submit(expired)).path, /\/contact$/)
    assert.lengthOf(await withCommune(commune.id, () => Dossier.query()), 1)
  })
})

test.group('Throttles', () => {
  test('stop links that are guessed', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    for (let n = 0; n < 30; n++) {
      assert.equal((await person.get(`/suivi/jeton-${n}`)).status, 404)
    }
    const stopped = await person.get('/reprendre/encore')
    assert.equal(stopped.status, 429)
    assert.include(stopped.text, 'Trop de tentatives')
    assert.exists(stopped.headers['retry-after'])
  })

  test('stop mails to one mailbox', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const form = await person.get('/suivi')
    const ask = () => person.submit(form, { reference: 'K7M-4QX3', email: 'zoe@exemple.fr' })
    for (let n = 0; n < 5; n++) assert.equal((await ask()).status, 200)
    assert.equal((await ask()).status, 429)
  })

  test('stop drafts by the hundred, and lose nothing typed', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const begin = () => person.submit(first, { 'draft': '', 'f[demande][precision]': 'Longue' })
    for (let n = 0; n < 60; n++) await begin()
    const stopped = await begin()
    assert.equal(stopped.status, 429)
    assert.include(stopped.body, 'Longue')
    assert.include(stopped.text, 'Trop de demandes')
    assert.lengthOf(await withCommune(commune.id, () => Dossier.query()), 60)
  })
})
