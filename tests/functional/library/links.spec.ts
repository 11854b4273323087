import { test } from '@japa/runner'
import { encode } from 'uqr'
import Demarche from '#catalogue/demarche'
import { readyDemarche } from '#catalogue/ready_demarches'
import type { Document } from '#forms/main'
import { sql, withCommune } from '#tenancy/scope'
import { publishReady } from '#tests/support/ready'
import { aCommune } from '#tests/support/world'
import { dossierOf, idIn } from '../usager/support.js'

const FORM = {
  'type': 'object',
  'x-order': ['lieu', 'suite'],
  'properties': {
    lieu: {
      'type': 'object',
      'title': 'Le lieu',
      'x-order': ['motif', 'adresse', 'libre'],
      'required': ['motif', 'adresse'],
      'properties': {
        motif: {
          'x-question': 'choice',
          'title': 'Motif',
          'x-prefill': true,
          'oneOf': [
            { const: 'trou', title: 'Un trou' },
            { const: 'autre', title: 'Autre chose' },
          ],
        },
        adresse: { 'x-question': 'place', 'title': 'Où', 'x-prefill': true },
        libre: { 'x-question': 'short-text', 'title': 'Libre' },
      },
    },
    suite: {
      'type': 'object',
      'title': 'La suite',
      'x-order': ['jours', 'nombre', 'courriel'],
      'required': ['jours', 'courriel'],
      'properties': {
        jours: {
          'x-question': 'choices',
          'title': 'Jours',
          'x-prefill': true,
          'items': { oneOf: [{ const: 'lundi' }, { const: 'mardi' }, { const: 'jeudi' }] },
        },
        nombre: { 'x-question': 'number', 'title': 'Nombre', 'x-prefill': true, 'maximum': 9 },
        courriel: { 'x-question': 'email', 'title': 'Courriel', 'x-role': 'contact-email' },
      },
    },
  },
} as unknown as Document

const QUERY =
  'lieu.motif=trou&lieu.adresse=12,%20rue%20de%20la%20Banne&suite.jours=lundi&suite.jours=jeudi'

test.group('A link that brings answers', () => {
  test('fills them in, on this page and the next, for the usager to change', async ({ assert }) => {
    const commune = await aCommune({ form: FORM })
    const person = commune.visitor()
    const start = await person.get(`/demarches/demande?${QUERY}`)
    const begin = start.html.querySelector('a[href*="/remplir"]')!.getAttribute('href')!
    const first = await person.get(begin)
    assert.equal(
      first.html.querySelector('#f-lieu-adresse')!.getAttribute('value'),
      '12, rue de la Banne'
    )
    assert.exists(first.html.querySelector('input[value=trou][checked]'))

    const second = await person.submit(first, { 'f[lieu][adresse][label]': 'Ailleurs' })
    const ticked = second.html.querySelectorAll('input[type=checkbox][checked]')
    assert.deepEqual(
      ticked.map((box) => box.getAttribute('value')),
      ['lundi', 'jeudi']
    )
    const check = await person.submit(second, { 'f[suite][courriel]': 'zoe@exemple.fr' })
    const { answers } = await dossierOf(commune, idIn(check))
    assert.deepEqual(answers.lieu, { motif: 'trou', adresse: { label: 'Ailleurs' } })
    assert.deepEqual(answers.suite, { jours: ['lundi', 'jeudi'], courriel: 'zoe@exemple.fr' })
  })

  test('drops what is not allowed or not valid, and says nothing', async ({ assert }) => {
    const commune = await aCommune({ form: FORM })
    const person = commune.visitor()
    const wrong =
      'lieu.motif=inconnu&lieu.libre=x&suite.nombre=12&suite.courriel=a@b.fr&suite.jours=dimanche&__proto__.x=1&lieu.adresse='
    const first = await person.get(`/demarches/demande/remplir?${wrong}`)
    assert.equal(first.status, 200)
    assert.notExists(first.html.querySelector('[name=prefill], .error-summary, [checked]'))
    const typed = { 'f[lieu][motif]': 'autre', 'f[lieu][adresse][label]': 'Ici' }
    const second = await person.submit(first, { ...typed, prefill: `${wrong}&suite.nombre=3` })
    assert.deepEqual((await dossierOf(commune, idIn(second))).answers, {
      lieu: { motif: 'autre', adresse: { label: 'Ici' } },
    })
    for (const query of ['prefill[]=x', 'lieu.motif[]=trou', 'x'.repeat(9000), '%', '%00=%00']) {
      const page = await commune.visitor().get(`/demarches/demande/remplir?${query}`)
      assert.equal(page.status, 200, query.slice(0, 20))
    }
  })

  test('is explained on a page of the démarche, from its form', async ({ assert }) => {
    const commune = await aCommune({ form: FORM })
    const page = await commune.visitor().get('/demarches/demande/liens')
    for (const key of ['lieu.motif', 'lieu.adresse', 'suite.jours', 'suite.nombre']) {
      assert.include(page.text, key)
    }
    assert.notInclude(page.text, 'lieu.libre')
    assert.notInclude(page.text, 'suite.courriel')
    assert.include(page.text, 'Un trou')

    const example = page.html.querySelectorAll('.link-shown a').at(-1)!.getAttribute('href')!
    const person = commune.visitor()
    const start = await person.get(example.replace(/^https?:\/\/[^/]+/, ''))
    assert.match(start.path, /^\/demarches\/demande\?lieu\.motif=trou$/)
  })
})

test.group('A short link and its poster', () => {
  test('lead to the démarche, whatever its address has become', async ({ assert }) => {
    const commune = await aCommune()
    const { short } = await withCommune(commune.id, () => Demarche.firstOrFail())
    const person = commune.visitor()
    assert.equal((await person.get(`/d/${short}`)).path, '/demarches/demande')
    assert.equal(
      (await person.get(`/d/${short.toUpperCase()}?a.b=c`)).path,
      '/demarches/demande?a.b=c'
    )
    await withCommune(commune.id, () => sql(`update demarches set slug = 'autre-adresse'`))
    assert.equal((await person.get(`/d/${short}`)).path, '/demarches/autre-adresse')
    assert.equal((await person.get('/d/000000')).status, 404)
    assert.equal((await (await aCommune()).visitor().get(`/d/${short}`)).status, 404)
    await withCommune(commune.id, () => sql('update demarches set version_id = null'))
    assert.equal((await person.get(`/d/${short}`)).status, 404)
  })

  test('are for the agents of the commune', async ({ assert }) => {
    const commune = await aCommune()
    await publishReady(commune, await readyDemarche('pacs'))
    const { short } = await withCommune(commune.id, () => Demarche.findByOrFail('slug', 'pacs'))
    assert.match((await commune.visitor().get('/affiches/pacs')).path, /^\/connexion/)

    for (const role of ['accueil', 'superviseur'] as const) {
      const agent = await commune.signedIn(role)
      const list = await agent.get('/affiches')
      assert.include(list.text, 'Conclure un Pacs')
      assert.include(list.text, `/d/${short}`)
      const poster = await agent.get('/affiches/pacs')
      assert.include(poster.text, 'Commune')
      assert.include(poster.text, `/d/${short}`)
      const link = poster.html.querySelector('.poster__link a')!.getAttribute('href')!
      assert.equal(drawn(poster.html.querySelector('svg')!.toString()), modules(link))
      assert.equal((await agent.get('/affiches/inconnue')).status, 404)
    }
  })
})

/** How many dark squares the code has: a library's drawing, against its matrix. */
const drawn = (svg: string) => svg.match(/M\d+,\d+h10v10h-10z/g)?.length ?? 0
const modules = (link: string) =>
  encode(link, { ecc: 'Q', border: 2 }).data.flat().filter(Boolean).length
