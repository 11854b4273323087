import { request } from 'node:http'
import { test } from '@japa/runner'
import fc from 'fast-check'
import type { Fields, Visitor } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'
import { askCorrection, begun, dossierOf, idIn, PNG, sentBy } from './support.js'

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

  async function places(person: Visitor, commune: TestCommune) {
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

  test('in JSON as deep as it likes is refused', async ({ assert }) => {
    const { host } = await aCommune()
    const send = (text: string) =>
      new Promise<number>((resolve, reject) => {
        const headers = { host, 'content-type': 'application/json' }
        const options = { port: process.env.PORT, method: 'POST', path: '/suivi', headers }
        request(options, (answer) => resolve(answer.resume().statusCode!))
          .on('error', reject)
          .end(text)
      })
    assert.equal(await send('['.repeat(100_000) + ']'.repeat(100_000)), 400)
    assert.equal(await send('{'), 400)
    const levels = (count: number) => `{"f":${'{"a":'.repeat(count)}1${'}'.repeat(count)}}`
    assert.equal(await send(levels(2000)), 400)
    assert.equal(await send(levels(20)), 403, 'no token')
  })

  test('is stored without the NUL that PostgreSQL refuses', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const second = await begun(person, 'Un\u0000 trou')
    assert.equal((await dossierOf(commune, idIn(second))).answers.demande!.objet, 'Un trou')
    const mailed = await person.post(`/brouillons/${idIn(second)}/lien`, { email: 'a\u0000@b.fr' })
    assert.isBelow(mailed.status, 500)
  })
})
