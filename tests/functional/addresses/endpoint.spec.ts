import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { banLine, importLines } from '#tests/support/addresses'
import { aCommune, type TestCommune } from '#tests/support/world'

test.group('GET /adresses', (group) => {
  let [plassans, montsou]: TestCommune[] = []
  group.setup(async () => {
    ;[plassans, montsou] = [await aCommune(), await aCommune()]
    const line = banLine({ numero: 12, nom_voie: 'Avenue du Général-Leclerc' })
    await importLines(plassans.id, [line])
  })

  const ask = async (commune: TestCommune, query: string) => {
    const page = await commune.visitor().get(`/adresses?${query}`)
    return { ...page, addresses: JSON.parse(page.body).addresses }
  }

  test('answers with what the autocomplete shows and keeps', async ({ assert }) => {
    const { status, headers, addresses } = await ask(plassans!, 'q=12+av+gen+lecl')
    assert.equal(status, 200)
    assert.match(headers['content-type']!, /^application\/json/)
    assert.match(headers['cache-control']!, /^public, max-age=60$/)
    assert.notProperty(headers, 'set-cookie')
    const label = '12 Avenue du Général-Leclerc'
    assert.lengthOf(addresses, 1)
    assert.deepInclude(addresses[0], {
      ...{ label, street: 'Avenue du Général-Leclerc', postcode: '13100', city: 'Plassans' },
      ...{ lat: 43.53, lon: 5.44 },
    })
    assert.isString(addresses[0].id)
  })

  test('knows nothing of the base of another commune', async ({ assert }) => {
    assert.deepEqual((await ask(montsou!, 'q=leclerc')).addresses, [])
    assert.deepEqual((await ask(montsou!, 'lat=43.53&lon=5.44')).addresses, [])
  })

  test('finds the house that is nearest to a point', async ({ assert }) => {
    const { addresses } = await ask(plassans!, 'lat=43.5301&lon=5.4401')
    assert.equal(addresses[0].label, '12 Avenue du Général-Leclerc')
    assert.deepEqual((await ask(plassans!, 'lat=40&lon=5.44')).addresses, [])
  })

  test('is not impressed by anything that is asked', async ({ assert }) => {
    const hostile = [
      ...[
        '',
        'q=',
        'q',
        'q[]=a',
        'q[a][b]=c',
        'q=a&q=b',
        'r=1',
        'q=%00',
        'q=%ff%fe',
        'q=%E2%80%AE',
      ],
      ...[
        "q='%20or%201=1--",
        'q=%27%29%3B+drop+table+streets',
        'q=a:*&b',
        'q=!!!',
        'q=%5C',
        'q=?',
        'q=:a',
      ],
      ...[
        `q=${'x'.repeat(8000)}`,
        `q=${'1+'.repeat(3000)}`,
        'q=%F0%9F%99%82',
        'q=%ED%A0%80',
        'q=___%25',
      ],
      ...[
        'lat=1',
        'lat=a&lon=b',
        'lat=NaN&lon=1',
        'lat=91&lon=0',
        'lat=1e5&lon=1',
        'lat[]=1&lon=2',
      ],
      ...['lat=%00&lon=1', 'lat=43.53&lon=999', `lat=1.${'1'.repeat(500)}&lon=1`],
    ]
    for (const query of hostile) {
      const { status, addresses } = await ask(plassans!, query)
      assert.equal(status, 200, query.slice(0, 50))
      assert.isArray(addresses)
    }
  })

  test('is throttled, and then says when to come back', async ({ assert }) => {
    const commune = await aCommune()
    const throttle = limiter.use('memory', { requests: 900, duration: '1 minute' })
    await throttle.set(`adresses:${commune.id}:127.0.0.1`, 900, '1 minute')
    const last = await commune.visitor().get('/adresses?q=a')
    assert.equal(last.status, 429)
    assert.equal(last.headers['retry-after'], '60')
    assert.deepEqual(JSON.parse(last.body), { addresses: [] })
    assert.equal((await plassans!.visitor().get('/adresses?q=')).status, 200)
  })
})
