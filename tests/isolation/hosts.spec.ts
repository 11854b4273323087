import { request } from 'node:http'
import { test } from '@japa/runner'
import { withCommune } from '#tenancy/scope'
import Demarche from '#catalogue/demarche'
import { aCommune, type TestCommune } from '#tests/support/world'

interface Answer {
  status: number
  body: string
  cookies: string[]
}

function ask(path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const port = Number(process.env.PORT)
    const sent = request({ host: '127.0.0.1', port, path, headers }, async (response) => {
      const body = (await response.toArray()).join('')
      const cookies = response.headers['set-cookie'] ?? []
      resolve({ status: response.statusCode!, body, cookies })
    })
    sent.on('error', reject).end()
  })
}

async function aCommuneNamed(title: string): Promise<TestCommune> {
  const commune = await aCommune()
  await withCommune(commune.id, async () => {
    await (await Demarche.findOrFail(commune.demarche.id)).merge({ title }).save()
  })
  return commune
}

test.group('A host', () => {
  test('that no commune owns gets a bare 404, and no session', async ({ assert }) => {
    await aCommune()
    for (const host of [
      'inconnu.test',
      '127.0.0.1',
      'localhost',
      '',
      'a b',
      `${'a'.repeat(300)}`,
    ]) {
      for (const path of ['/', '/connexion', '/accueil']) {
        const answer = await ask(path, { host })
        assert.deepInclude(answer, { status: 404, body: 'Site inconnu.' }, `${host}${path}`)
        assert.isEmpty(answer.cookies)
      }
    }
  })

  test('chooses its commune in any case, with a port or without', async ({ assert }) => {
    const [plassans, montsou] = [
      await aCommuneNamed('De Plassans'),
      await aCommuneNamed('De Montsou'),
    ]
    const { host } = plassans
    for (const written of [host, host.toUpperCase(), `${host}:443`, `${host.toUpperCase()}:80`]) {
      const { status, body } = await ask('/', { host: written })
      assert.equal(status, 200, written)
      assert.include(body, 'De Plassans')
      assert.notInclude(body, 'De Montsou')
    }
    assert.include((await ask('/', { host: montsou.host })).body, 'De Montsou')
  })

  test('is not what a forged header says', async ({ assert }) => {
    const [plassans, montsou] = [
      await aCommuneNamed('De Plassans'),
      await aCommuneNamed('De Montsou'),
    ]
    const forged: Record<string, string>[] = [
      { 'x-forwarded-host': montsou.host },
      { 'x-host': montsou.host },
      { forwarded: `host=${montsou.host}` },
    ]
    for (const headers of forged) {
      const { body } = await ask('/', { host: plassans.host, ...headers })
      assert.include(body, 'De Plassans')
      assert.notInclude(body, 'De Montsou')
      const unknown = await ask('/', { host: 'inconnu.test', ...headers })
      assert.equal(unknown.status, 404)
    }
  })
})
