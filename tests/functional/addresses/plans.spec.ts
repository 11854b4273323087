import { test } from '@japa/runner'
import { findAddresses } from '#addresses/queries/find_addresses'
import { nearestAddress } from '#addresses/queries/nearest_address'
import { misspelt, readTyped, tsqueryOf } from '#addresses/typed'
import { fillStreets, typedOnTheWay } from '#tests/bench/forms/streets'
import { asOwner, asOwnerEach } from '#tests/support/jobs'
import { nodesOf, planOf, type PlanNode } from '#tests/support/plans'
import { aCommune, type TestCommune } from '#tests/support/world'

const quoted = (query: string) => `'${query.replaceAll("'", "''")}'::tsquery`
const read = (node: PlanNode) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)

test.group('The plans of the street base, at 60,000 addresses beside smaller communes', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    for (let n = 0; n < 20; n++) await fillStreets((await aCommune()).id, 50, 200)
    commune = await aCommune()
    await fillStreets(commune.id, 3_000, 60_000)
  })

  test('no search reads the base from one end to the other', async ({ assert }) => {
    for (const typed of typedOnTheWay()) {
      const nodes = await planOf(commune.id, () => findAddresses(typed, 'FR'))
      assert.isNotEmpty(nodes, typed)
      for (const node of nodes) {
        assert.notMatch(node['Node Type'], /Seq Scan/, `${typed}: ${node['Relation Name']}`)
        assert.isAtMost(read(node), 200, typed)
      }
    }
  })

  test('the function starts from its indexes', async ({ assert }) => {
    // What stands in find_streets, whose plan nobody outside of it can see.
    const [known] = await asOwner(
      `select prosrc as source, proconfig as settings from pg_proc where proname = 'find_streets'`
    )
    const { source, settings } = known as { source: string; settings: string[] }
    const set = settings.map((one) => `set_config('${one.replace('=', "', '")}', true)`)
    const queries = [...source.matchAll(/return query (select[^;]+);/g)].map(([, query]) => query!)
    assert.lengthOf(queries, 3)
    for (const typed of ['av gen leclrec', 'bd republque', 'leclerc', 'rue de rome']) {
      const readings = readTyped(typed)
      const { alike, others } = misspelt(readings)
      for (const [at, query] of queries.entries()) {
        const text = query
          .replace(/\bcommune\b/, `'${commune.id}'::uuid`)
          .replace(/\bsought\b/, quoted(tsqueryOf(readings)))
          .replace(/\brest\b/, quoted(others[0] || "'rue'"))
          .replaceAll(/\bword\b/g, `'${alike[0]}'`)
          .replace(/\bmost\b/, '60')
        const [, row] = await asOwnerEach([
          `select ${set.join(', ')}`,
          `explain (analyze, format json) ${text}`,
        ])
        const indexes = nodesOf(row!['QUERY PLAN'][0].Plan).map((node) => node['Index Name'])
        const wanted = at === 1 ? /^streets_spelling$/ : /^streets_(words|spelling)$/
        assert.isTrue(
          indexes.some((name) => name && wanted.test(name)),
          `${typed}: ${indexes}`
        )
      }
    }
  })

  test('the nearest house reads those around', async ({ assert }) => {
    const nodes = await planOf(commune.id, () => nearestAddress({ lat: 43.55, lon: 5.41 }, 'FR'))
    assert.isNotEmpty(nodes)
    for (const node of nodes) {
      assert.notMatch(node['Node Type'], /Seq Scan/, node['Relation Name'])
      assert.isAtMost(read(node), 1500)
    }
  })
})
