import { test } from '@japa/runner'
import { CheckHostname } from '#tenancy/hostname_life'
import { readHost } from '#tenancy/hostnames'
import { hostnamesOf } from '#desks/operator/queries/hostnames'
import { withConsole } from '#tenancy/scope'
import { anOperator } from '#tests/support/console'
import { asOwner } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'
import { Visitor } from '#tests/support/visitor'

const form = (end: string) => ({ which: `form[action$="/${end}"]` })

test.group('A hostname of a commune’s own', (group) => {
  let operator: Visitor
  group.setup(async () => {
    operator = await (await anOperator()).signedIn()
  })

  async function added(host: string) {
    const commune = await aCommune()
    const sheet = await operator.get(`/communes/${commune.id}`)
    const page = await operator.submit(sheet, { host }, form('adresses'))
    const known = await withConsole(() => hostnamesOf(commune.id))
    return { commune, page, token: known.find((one) => one.host === host)?.token ?? '' }
  }

  test('is not served before its DNS has the token, and is from then on', async ({ assert }) => {
    const host = 'demarches.plassans.test'
    const { commune, page, token } = await added(host)
    assert.include(page.text, `_guichet.${host}`)
    assert.include(page.text, token)
    const served = async () => (await new Visitor(host).get('/')).status
    assert.equal(await served(), 404)

    const asked: string[] = []
    const finds = (records: string[][]) => async (name: string) => (asked.push(name), records)
    assert.isFalse(await new CheckHostname(finds([])).handle(host))
    assert.isFalse(await new CheckHostname(finds([['guichet-autre']])).handle(host))
    const down = () => Promise.reject(Object.assign(new Error('x'), { code: 'ETIMEOUT' }))
    assert.isFalse(await new CheckHostname(down).handle(host))
    assert.include((await operator.get(`/communes/${commune.id}`)).text, 'n’a pas répondu')
    assert.equal(await served(), 404)

    // As DNS gives it: in pieces.
    const found = finds([['v=spf1 -all'], [token.slice(0, 9), token.slice(9)]])
    assert.isTrue(await new CheckHostname(found).handle(host))
    assert.deepEqual([...new Set(asked)], [`_guichet.${host}`])
    assert.equal(await served(), 200)
    assert.isFalse(await new CheckHostname(found).handle(host), 'only once')
  })

  test('may become the main one once it is verified, and only then', async ({ assert }) => {
    const host = 'mairie.plassans.test'
    const { commune, page, token } = await added(host)
    const path = `/communes/${commune.id}/adresses/${host}/principale`
    const csrf = page.html.querySelector('input[name=_csrf]')!.getAttribute('value')!
    assert.equal((await operator.post(path, { _csrf: csrf })).status, 404)

    await new CheckHostname(async () => [[token]]).handle(host)
    const done = await operator.submit(
      await operator.get(`/communes/${commune.id}`),
      {},
      form('principale')
    )
    assert.include(done.text, `${host} est l’adresse principale`)
    const known = await withConsole(() => hostnamesOf(commune.id))
    assert.deepEqual(
      known.map(({ host: one, main }) => [one, main]),
      [
        [host, true],
        [commune.host, false],
      ]
    )
    await operator.submit(done, {}, form('retrait'))
    assert.equal((await commune.visitor().get('/')).status, 404)
    assert.equal((await new Visitor(host).get('/')).status, 200)
  })

  test('is checked by a job, once however often it is asked', async ({ assert }) => {
    const { page } = await added('mairie.montsou.test')
    const jobs = () =>
      asOwner(
        `select 1 from graphile_worker._private_jobs where key = 'hostname:mairie.montsou.test'`
      )
    const asked = await operator.submit(page, {}, form('verification'))
    assert.include(asked.text, 'est demandée')
    await operator.submit(page, {}, form('verification'))
    assert.lengthOf(await jobs(), 1)
  })

  test('is refused where it cannot be one, or is another’s', async ({ assert }) => {
    const { commune } = await added('a.plassans.test')
    const sheet = await operator.get(`/communes/${commune.id}`)
    for (const [host, why] of [
      ['a.plassans.test', 'déjà celle d’une autre commune'],
      ['console.localhost', 'réservée'],
      ['pas une adresse', 'Ce n’est pas une adresse'],
      [`${'a'.repeat(64)}.fr`, 'trop longue'],
    ] as const) {
      const page = await operator.submit(sheet, { host }, form('adresses'))
      assert.equal(page.status, 422, host)
      assert.include(page.text, why)
    }
  })

  test('is written as browsers send it', ({ assert }) => {
    const host = (typed: string) => readHost(typed)
    assert.deepEqual(host(' https://Démarches.Évry.FR/accueil '), {
      host: 'xn--dmarches-b1a.xn--vry-9la.fr',
    })
    for (const typed of [
      'localhost',
      '127.0.0.1',
      '[::1]',
      'a..b',
      '-a.fr',
      'a b.fr',
      'a.fr:8080',
      '',
    ]) {
      assert.property(host(typed), 'problem', typed)
    }
  })
})
