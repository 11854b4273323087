import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import Demarche from '#catalogue/demarche'
import { sql, withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'
import { dossierOf, idIn, RICH_FORM } from './support.js'

async function first(form = RICH_FORM) {
  const commune = await aCommune({ form })
  const person = commune.visitor()
  return { commune, person, page: await person.get('/demarches/demande/remplir') }
}

test.group('A page without JavaScript', () => {
  test('asks the questions that an answer brings up', async ({ assert }) => {
    const { person, page } = await first()
    assert.notExists(page.html.querySelector('#f-lieu-precisez'))
    const again = await person.submit(page, { 'f[lieu][motif]': 'autre' })
    assert.equal(again.status, 200)
    assert.include(again.text, 'de nouvelles questions')
    assert.exists(again.html.querySelector('#f-lieu-precisez'))
    assert.notExists(again.html.querySelector('.error-summary'))

    assert.equal((await person.submit(again)).status, 422)
    const next = await person.submit(again, { 'f[lieu][precisez]': 'Un arbre' })
    assert.match(next.path, /\/page-envoi$/)
  })

  test('adds and removes rows, and keeps what was typed', async ({ assert }) => {
    const { commune, person, page } = await first()
    const typed = { 'f[lieu][motif]': 'trou' }
    const one = await person.submit(page, typed, { button: 'add=lieu.temoins' })
    assert.exists(one.html.querySelector('#f-lieu-temoins-0-nom'))
    const two = await person.submit(
      one,
      { 'f[lieu][temoins][0][nom]': 'Ana' },
      { button: 'add=lieu.temoins' }
    )
    const three = await person.submit(
      two,
      { 'f[lieu][temoins][1][nom]': 'Bob' },
      { button: 'remove=lieu.temoins|0' }
    )
    assert.equal(three.html.querySelector('#f-lieu-temoins-0-nom')!.getAttribute('value'), 'Bob')
    assert.deepEqual((await dossierOf(commune, idIn(three))).answers, {
      lieu: { motif: 'trou', temoins: [{ nom: 'Bob' }] },
    })
  })

  test('is reached by another name when a route has its own', async ({ assert }) => {
    const { person, page } = await first()
    const next = await person.submit(page, { 'f[lieu][motif]': 'trou' })
    const check = await person.submit(next, { 'f[envoi][courriel]': 'zoe@exemple.fr' })
    assert.match(check.path, /\/verifier$/)
    assert.match((await person.submit(check)).path, /\/envoye$/)
  })

  test('presses « Continuer » with the Enter key, not the first button of its fields', async ({
    assert,
  }) => {
    const { page } = await first()
    const button = page.html.querySelector('main form button')!
    assert.notExists(button.getAttribute('name'))
  })

  test('of a closed démarche says so', async ({ assert }) => {
    const { commune, person, page } = await first()
    await withCommune(commune.id, async () => {
      const demarche = await Demarche.findOrFail(commune.demarche.id)
      await demarche.merge({ closedAt: DateTime.now() }).save()
    })
    const closed = await person.get('/demarches/demande/remplir')
    assert.equal(closed.path, '/demarches/demande')
    assert.include(closed.text, 'fermée')
    assert.equal((await person.submit(page)).path, '/demarches/demande')
    assert.notInclude((await person.get('/')).text, 'Demande d’essai')
    assert.equal((await person.get('/demarches/inconnue')).status, 404)
  })

  test('of an agent’s filing is sent in their name', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    const second = await agent.submit(await agent.get('/demarches/demande/remplir'), {
      'f[demande][objet]': 'Un trou',
    })
    await withCommune(commune.id, () => sql(`update dossiers set channel = 'counter'`))
    const page = await agent.get(second.path)
    assert.include(page.text, 'pour un usager')
    const contact = { 'f[contact][nom]': 'Zoé', 'f[contact][courriel]': 'zoe@exemple.fr' }
    const sent = await agent.submit(await agent.submit(page, contact))
    assert.exists(sent.html.querySelector(`a[href="/accueil/dossiers/${idIn(sent)}"]`))
    const [entry] = await withCommune(commune.id, () => sql('select * from journal_entries'))
    assert.equal(entry!.actor_role, 'accueil')
    assert.equal(entry!.actor_label, 'Anne Accueil')
  })
})
