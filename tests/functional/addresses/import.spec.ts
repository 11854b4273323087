import { test } from '@japa/runner'
import { findAddresses } from '#addresses/queries/find_addresses'
import { addressTyped, knownAddress } from '#addresses/queries/known_addresses'
import { nearestAddress } from '#addresses/queries/nearest_address'
import { banLine, BEST_HEADER, bestLine, importLines } from '#tests/support/addresses'
import { aCommune, type TestCommune } from '#tests/support/world'
import { sql, withCommune } from '#tenancy/scope'

const PLASSANS = [
  ...[1, 2, 12].map((numero) => banLine({ numero, nom_voie: 'Avenue du Général-Leclerc' })),
  banLine({ numero: 12, rep: 'bis', nom_voie: 'Avenue du Général-Leclerc' }),
  ...[1, 3, 12].map((numero) => banLine({ numero, nom_voie: 'Rue de la Banne' })),
  banLine({ numero: 8, nom_voie: 'Rue du 8 Mai 1945', lat: '43.54', lon: '5.45' }),
  banLine({ numero: 5, nom_voie: 'Impasse Saint-Mittre' }),
]

test.group('The street base of a commune', (group) => {
  let commune: TestCommune
  group.each.setup(async () => {
    commune = await aCommune()
  })

  const rows = (table: string) =>
    withCommune(commune.id, () => sql(`select * from ${table} order by official_id`))
  const found = async (typed: string, country: 'FR' | 'BE' = 'FR') =>
    (await withCommune(commune.id, () => findAddresses(typed, country))).map(({ label }) => label)

  test('a second import changes nothing, not even an id', async ({ assert }) => {
    const first = await importLines(commune.id, PLASSANS)
    assert.equal(first.type, 'imported')
    assert.deepInclude(first.report, { streets: 4, addresses: 9, added: 9, changed: 0, removed: 0 })
    const before = [await rows('streets'), await rows('addresses')]

    const second = await importLines(commune.id, PLASSANS)
    assert.deepInclude(second.report, { added: 0, changed: 0, removed: 0, addresses: 9 })
    assert.deepEqual([await rows('streets'), await rows('addresses')], before)
  })

  test('what changed is updated, what is gone is removed', async ({ assert }) => {
    await importLines(commune.id, PLASSANS)
    const [moved, renamed] = [
      banLine({ numero: 1, nom_voie: 'Rue de la Banne', lat: '43.6', lon: '5.5' }),
      banLine({ numero: 3, nom_voie: 'Rue de la Banne', nom_commune: 'Plassans-le-Vieux' }),
    ]
    const lines = [
      ...PLASSANS.slice(0, 4),
      moved,
      renamed,
      banLine({ numero: 7, nom_voie: 'Rue Neuve' }),
    ]
    const { report } = await importLines(commune.id, lines)
    assert.deepInclude(report, { streets: 3, addresses: 7, added: 1, changed: 1, removed: 3 })
    assert.deepEqual(await found('8 mai 1945'), [])
    assert.deepEqual(await found('7 rue neuve'), ['7 Rue Neuve'])
    const streets = await rows('streets')
    const banne = streets.find((row) => row.name === 'Rue de la Banne')!
    assert.approximately(banne.lat, (43.6 + 43.53) / 2, 1e-9)
  })

  test('rows of other communes are passed over; a file without ours changes nothing', async ({
    assert,
  }) => {
    const other = banLine({ numero: 4, nom_voie: 'Rue d’Ailleurs', code_insee: '13002' })
    const first = await importLines(commune.id, [...PLASSANS, other])
    assert.deepInclude(first.report, { addresses: 9, elsewhere: 1 })
    const second = await importLines(commune.id, [other])
    assert.equal(second.type, 'none')
    assert.lengthOf(await rows('addresses'), 9)
  })

  test('a file that would empty the base needs a word more', async ({ assert }) => {
    await importLines(commune.id, PLASSANS)
    const few = PLASSANS.slice(0, 2)
    const refused = await importLines(commune.id, few)
    assert.equal(refused.type, 'shrinks')
    const allowed = await importLines(commune.id, few, { mayShrink: true })
    assert.deepInclude(allowed.report, { addresses: 2, removed: 7 })
    assert.lengthOf(await rows('streets'), 1)
  })

  test('bad rows are told one by one and left out', async ({ assert }) => {
    const told: [number, string][] = []
    const { report } = await importLines(
      commune.id,
      [...PLASSANS, banLine({ numero: 'x' }), banLine({ nom_voie: '' })],
      { onBadRow: (line, reason) => told.push([line, reason]) }
    )
    assert.deepEqual(told, [
      [11, 'numero is « x »'],
      [12, 'no nom_voie'],
    ])
    assert.deepInclude(report, { addresses: 9, bad: 2, rows: 11 })
  })

  test('a Belgian house is one, however many boxes it has', async ({ assert }) => {
    const lines = [
      bestLine({ house_number: '16', box_number: '1' }),
      bestLine({ house_number: '16', box_number: '2' }),
      bestLine({ house_number: '16' }),
      bestLine({ house_number: '18A' }),
      bestLine({ house_number: '20', status: 'retired' }),
    ]
    for (const order of [lines, lines.toReversed(), lines]) {
      const { report } = await importLines(commune.id, order, { header: BEST_HEADER })
      assert.deepInclude(report, { addresses: 2, streets: 1, unused: 3, removed: 0 })
      const houses = await rows('addresses')
      assert.deepEqual(
        houses.map((row) => row.official_id),
        ['RuedelaLoi-16-', 'RuedelaLoi-18A-']
      )
    }
    assert.deepEqual(await found('wetstraat 16', 'BE'), ['Rue de la Loi 16'])
    assert.deepEqual(await found('r de la loi 18', 'BE'), ['Rue de la Loi 18A'])
  })

  test('« av gen leclerc » finds « Avenue du Général-Leclerc »', async ({ assert }) => {
    await importLines(commune.id, PLASSANS)
    for (const typed of [
      'av gen leclerc',
      'avenue du general leclerc',
      'Leclerc',
      'gal lecl',
      'av leclrec',
      'avenu genral leclerc',
      'av gen leclerc 13100 plassans',
    ]) {
      assert.deepEqual(await found(typed), ['Avenue du Général-Leclerc'], typed)
    }
    assert.deepEqual(await found('12 av gen leclerc'), [
      '12 Avenue du Général-Leclerc',
      '12 bis Avenue du Général-Leclerc',
    ])
    assert.deepEqual(await found('12bis leclerc'), ['12 bis Avenue du Général-Leclerc'])
    // The base does not know this house: the street does, and the number stays.
    assert.deepEqual(await found('14 leclerc'), ['14 Avenue du Général-Leclerc'])
    assert.deepEqual(await found('rue du 8 mai'), ['Rue du 8 Mai 1945'])
    assert.deepEqual(await found('8 rue du 8 mai'), ['8 Rue du 8 Mai 1945'])
    assert.deepEqual(await found('imp st mitre'), ['Impasse Saint-Mittre'])
    assert.deepEqual(await found('rue de stalingrad'), [])
    assert.deepEqual(await found(''), [])
  })

  test('an id is known only beside its own text', async ({ assert }) => {
    await importLines(commune.id, PLASSANS)
    await withCommune(commune.id, async () => {
      const [house] = await findAddresses('12 bis leclerc', 'FR')
      const known = (label: string) => knownAddress(house!.id, label, 'FR')
      assert.equal((await known('12 bis Avenue du Général-Leclerc'))?.id, house!.id)
      assert.equal((await known('12 bis, avenue du General Leclerc 13100 Plassans'))?.id, house!.id)
      assert.isNull(await known('12 bis Avenue du Général-Leclerc 13100 chez Monsieur Secret'))
      assert.isNull(await known('12 Avenue du Général-Leclerc'))
      assert.isNull(await known('12 bis rue de la Banne'))
      assert.isNull(await known(''))
      assert.isNull(await knownAddress('nothing', '12 bis Avenue du Général-Leclerc', 'FR'))
      assert.isNull(await knownAddress('x'.repeat(100_000), '', 'FR'))

      const [street] = await findAddresses('99 rue de la banne', 'FR')
      const there = await knownAddress(street!.id, '99 Rue de la Banne', 'FR')
      assert.equal(there?.label, '99 Rue de la Banne')
      assert.isNull(await knownAddress(street!.id, '99 Rue Neuve', 'FR'))
    })
  })

  test('what was typed in full is the address, though nobody picked it', async ({ assert }) => {
    await importLines(commune.id, PLASSANS)
    await withCommune(commune.id, async () => {
      const typed = await addressTyped('3, rue de la banne, 13100 Plassans', 'FR')
      assert.equal(typed?.label, '3 Rue de la Banne')
      assert.isNull(await addressTyped('rue de la banne', 'FR'))
      assert.isNull(await addressTyped('devant l’école', 'FR'))
    })
  })

  test('the nearest house of a point is found', async ({ assert }) => {
    await importLines(commune.id, PLASSANS)
    await withCommune(commune.id, async () => {
      const near = await nearestAddress({ lat: 43.5401, lon: 5.4501 }, 'FR')
      assert.equal(near?.label, '8 Rue du 8 Mai 1945')
      assert.isNull(await nearestAddress({ lat: 44, lon: 5.4501 }, 'FR'))
    })
  })
})
