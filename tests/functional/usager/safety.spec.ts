import { test } from '@japa/runner'
import fc from 'fast-check'
import Dossier from '#dossiers/dossier'
import { sql, withCommune } from '#tenancy/scope'
import type { Fields, Visitor } from '#tests/support/visitor'
import { aCommune } from '#tests/support/world'
import { askCorrection, begun, dossierOf, idIn, PNG, RICH_FORM, sentBy } from './support.js'

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

test.group('Hostile input', () => {
  const key = fc.constantFrom(
    'f',
    'f[demande]',
    'f[demande][objet]',
    'f[demande][photos][]',
    'f[demande][photos]',
    'f[contact][nom]',
    'f[contact][courriel][]',
    'f[demande][objet][a][b][c][d][e][f][g]',
    'f[demande][99999999][x]',
    'a.99999999',
    `f${'[a]'.repeat(3000)}`,
    'f[]',
    'f[__proto__][x]',
    'f[constructor]',
    'shown[]',
    'shown',
    'shown[a]',
    'add',
    'add[]',
    'remove',
    'remove[x]',
    'go',
    'pages[]',
    'pages',
    'seal',
    'seal[]',
    'draft',
    'draft[]',
    'email',
    'email[]',
    'reference',
    'reference[a]'
  )
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'demande',
      'demande.photos',
      'demande.photos|x',
      'demande|0',
      '__proto__.x',
      'demande.objet.length|0',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '00000000-0000-7000-8000-000000000000',
      'previous',
      'later',
      ' '
    )
  )
  const file = fc.record({
    file: fc.uint8Array({ maxLength: 40 }),
    name: fc.constantFrom('x.png', '../../etc/passwd', 'a\u0000.pdf', '', '"; filename="b', '.'),
  })
  const body = fc.array(
    fc.tuple(key, fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: file })),
    {
      maxLength: 8,
    }
  )

  async function places(person: Visitor, commune: Awaited<ReturnType<typeof aCommune>>) {
    const sent = await sentBy(person)
    await askCorrection(commune, sent, [])
    const draft = idIn(await begun(person))
    return [
      '/demarches/demande/remplir',
      `/brouillons/${draft}/demande`,
      `/brouillons/${draft}/contact`,
      `/brouillons/${draft}/lien`,
      `/brouillons/${draft}/envoi`,
      `/dossiers/${sent}/correction`,
      '/suivi',
    ]
  }

  test('never gets a 500', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const targets = await places(person, commune)
    const page = await person.get('/suivi')
    const token = page.html.querySelector('input[name=_csrf]')!.getAttribute('value')!

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...targets), body, async (path, fields) => {
        const posted: Fields = { _csrf: token }
        for (const [name, one] of fields) posted[name] = one as string
        const answer = await person.post(path, posted)
        assert.isBelow(answer.status, 500, `${path} ${JSON.stringify(fields)}`)
      }),
      { numRuns: 300 }
    )
  }).timeout(120_000)

  test('is no address that fails', async ({ assert }) => {
    const person = (await aCommune()).visitor()
    for (const path of [
      '/demarches/%00',
      '/demarches/%E0%A4%A',
      '/?q[]=a&q[b]=c',
      '/?q=%00',
      '/suivi/%00',
      '/reprendre/%ff',
      '/brouillons/zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz',
      '/demarches/demande/remplir?demande[]=x',
      '/demarches/demande/remplir?demande=x.y',
      '/dossiers/x',
      `/${'a/'.repeat(300)}`,
    ]) {
      assert.isBelow((await person.get(path)).status, 500, path)
    }
  })

  test('does not stop the house with a list of four billion', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const began = performance.now()
    const bomb = { file: PNG, name: 'x.png' }
    for (const [name, one] of [
      ['f[demande][objet][4294967294]', 'x'],
      ['x[4294967294]', 'x'],
      ['x["4294967294"]', bomb],
      ['f[demande][photos][4294967294]', bomb],
    ] as const) {
      const answer = await person.submit(first, { [name]: one })
      assert.isBelow(answer.status, 500)
    }
    assert.isBelow(performance.now() - began, 10_000)
  })

  test('is stored without the NUL that PostgreSQL refuses', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const second = await begun(person, 'Un\u0000 trou')
    assert.equal((await dossierOf(commune, idIn(second))).answers.demande!.objet, 'Un trou')
    const mailed = await person.post(`/brouillons/${idIn(second)}/lien`, { email: 'a\u0000@b.fr' })
    assert.isBelow(mailed.status, 500)
    await withCommune(commune.id, () => sql('select 1'))
  })
})
