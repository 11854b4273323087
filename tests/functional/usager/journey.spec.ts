import { test } from '@japa/runner'
import Dossier from '#dossiers/dossier'
import { Mail } from '#dossiers/promised_mails'
import type { Document } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'

test.group('The journey of an usager', () => {
  test('from the home page to the follow-up', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()

    const home = await person.get('/')
    assert.include(home.text, 'Demande d’essai')
    const start = await person.get('/demarches/demande')
    assert.include(start.text, '2 pages à remplir')
    assert.include(start.text, 'Photos (facultatif)')

    const first = await person.get('/demarches/demande/remplir')
    assert.equal(first.status, 200)
    const second = await person.submit(first, { 'f[demande][objet]': 'Un nid-de-poule' })
    assert.match(second.path, /^\/brouillons\/[0-9a-f-]{36}\/contact$/)
    assert.include(second.text, 'Page 2 sur 2')

    const check = await person.submit(second, {
      'f[contact][nom]': 'Zoé Martin',
      'f[contact][courriel]': 'zoe@exemple.fr',
    })
    assert.match(check.path, /\/verifier$/)
    assert.include(check.text, 'Un nid-de-poule')

    const sent = await person.submit(check)
    assert.match(sent.path, /^\/dossiers\/[0-9a-f-]{36}\/envoye$/)
    assert.include(sent.text, 'zoe@exemple.fr')

    await withCommune(commune.id, async () => {
      const dossier = await Dossier.firstOrFail()
      assert.equal(dossier.contactName, 'Zoé Martin')
      assert.include(sent.text, dossier.reference!)
      const mails = await Mail.query().where('dossierId', dossier.id)
      assert.deepEqual(
        mails.map((mail) => mail.template),
        ['usager-recue']
      )
    })

    const follow = await person.get(sent.path.replace('/envoye', ''))
    assert.include(follow.text, 'Reçue')
    assert.include(follow.text, 'Demande envoyée')
    assert.include(follow.text, 'Un nid-de-poule')
  })
})

const question = { 'x-question': 'yes-no', 'title': 'Habitez-vous ici ?' }
const rule = { all: [{ question: 'ici.habitant', is: false }] }
const away = { 'x-question': 'explanation', 'description': 'Vous n’êtes pas concerné.' }
const last = { 'x-question': 'short-text', 'title': 'Nom' }
const formOf = (pages: Record<string, Record<string, object>>, told: object = {}) =>
  ({
    'type': 'object',
    'x-order': Object.keys(pages),
    'properties': Object.fromEntries(
      Object.entries(pages).map(([key, properties]) => [
        key,
        {
          'type': 'object',
          'title': key,
          'x-order': Object.keys(properties),
          properties,
          ...(key === 'ailleurs' && told),
        },
      ])
    ),
  }) as unknown as Document

test.group('Who is not concerned, without a script', () => {
  test('is not led on by a page that only tells why', async ({ assert }) => {
    const pages = { ici: { habitant: question }, ailleurs: { dit: away }, fin: { nom: last } }
    const form = formOf(pages, { 'x-exit': true, 'x-show-if': rule })
    const commune = await aCommune({ form })
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const told = await person.submit(first, { 'f[ici][habitant]': 'non' })
    assert.include(told.text, 'Vous n’êtes pas concerné.')
    assert.notExists(told.html.querySelector('[data-continue]'))
    const back = await person.submit(told, {}, { button: 'go=previous' })
    assert.match(back.path, /\/ici$/)
    assert.exists(back.html.querySelector('[data-continue]'))
  })

  test('may answer otherwise where the question stands beside', async ({ assert }) => {
    const dit = { ...away, 'x-exit': true, 'x-show-if': rule }
    const commune = await aCommune({
      form: formOf({ ici: { habitant: question, dit }, fin: { nom: last } }),
    })
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const told = await person.submit(first, { 'f[ici][habitant]': 'non' })
    assert.equal(told.status, 422)
    assert.exists(told.html.querySelector('.actions [data-continue][hidden]'))
    const other = { button: 'J’ai changé ma réponse' }
    const on = await person.submit(told, { 'f[ici][habitant]': 'oui' }, other)
    assert.match(on.path, /\/fin$/)
  })
})
