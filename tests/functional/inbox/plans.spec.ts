import { test } from '@japa/runner'
import { fillCommunes } from '#database/generate/fill'
import { aCommune, type TestCommune } from '#tests/support/world'
import { readListRequest } from '#reporting/list_request'
import { countQuery } from '#reporting/queries/tray_counts'
import { listQuery } from '#reporting/queries/dossier_list'
import { search } from '#reporting/search'
import { SORTS, type Sort } from '#reporting/sorts'
import { SENT } from '#reporting/trays'
import { sql, withCommune } from '#tenancy/scope'
import type { Fragment } from '#reporting/conditions'

const DESK = { trays: SENT, tray: 'accueil' } as const

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Plans'?: Node[]
}

/** What a query did, as the role that serves requests. */
async function nodesOf({ sql: query, bindings }: Fragment): Promise<Node[]> {
  const [row] = await sql(`explain (analyze, format json) ${query}`, bindings)
  const all = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(all)]
  return all(row!['QUERY PLAN'][0].Plan)
}

/** Rows that a node read, whether it kept them or not. */
const read = (node: Node) =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']

async function plan(query: string) {
  const request = readListRequest(Object.fromEntries(new URLSearchParams(query)), DESK)
  const trays = request.tray === 'all' ? SENT : [request.tray]
  const found = await search(request.typed)
  return {
    list: await nodesOf(listQuery(request, trays, found)),
    counts: await nodesOf(countQuery(request, SENT, found)),
  }
}

test.group('The plans of the inbox, at 20,000 dossiers beside smaller communes', (group) => {
  let commune: TestCommune

  group.setup(async () => {
    // The policy hides from the planner which commune it is: it expects one of average size.
    const others = []
    for (let n = 0; n < 150; n++) {
      others.push({ communeId: (await aCommune()).id, count: n === 0 ? 5_000 : 5 })
    }
    commune = await aCommune()
    await fillCommunes([...others, { communeId: commune.id, count: 20_000 }])
  })
  group.each.timeout(120_000)

  const scans = (nodes: Node[]) =>
    nodes.filter((node) => /Seq Scan/.test(node['Node Type']) && node['Relation Name'])
  const most = (nodes: Node[]) => Math.max(...nodes.map(read))
  const sorted = (nodes: Node[]) =>
    Math.max(
      0,
      ...nodes
        .filter((node) => /^Sort/.test(node['Node Type']))
        .flatMap((node) => (node.Plans ?? []).map(read))
    )

  for (const view of ['', 'vue=clos&', 'vue=tous&']) {
    test(`a page by any column reads a page: /accueil?${view}`, async ({ assert }) => {
      for (const sort of Object.keys(SORTS) as Sort[]) {
        for (const way of ['', '-']) {
          const query = `${view}tri=${way}${sort}`
          await withCommune(commune.id, async () => {
            const { list, counts } = await plan(query)
            assert.isEmpty(scans(list), query)
            assert.isAtMost(most(list), 26 * SENT.length, query)
            assert.isAtMost(sorted(list), 26 * SENT.length, query)
            assert.isEmpty(scans(counts), query)
            assert.isAtMost(most(counts), 1000, query)
          })
        }
      }
    })
  }

  test('a page in the middle costs what the first one does', async ({ assert }) => {
    await withCommune(commune.id, async () => {
      const [row] = await sql(
        `select sort_name as value, id from dossiers where tray = 'closed'
         order by sort_name, id offset 8000 limit 1`
      )
      const request = readListRequest({ vue: 'clos', tri: 'demandeur' }, DESK)
      const cursor = { way: 'after' as const, value: row!.value, id: row!.id }
      const nodes = await nodesOf(listQuery({ ...request, cursor }, ['closed'], null))
      assert.isEmpty(scans(nodes))
      // Of each row of the page, two lines of its journal.
      assert.isAtMost(most(nodes), 2 * 26)
    })
  })

  test('a search reads what it finds, or a little of what is frequent', async ({ assert }) => {
    for (const query of [
      'q=zoe.rougon1',
      'vue=tous&q=martin+velo',
      'vue=clos&q=demande&tri=demandeur',
    ]) {
      await withCommune(commune.id, async () => {
        const { list, counts } = await plan(query)
        assert.isEmpty(scans(list), query)
        assert.isEmpty(scans(counts), query)
        assert.isAtMost(most(list), 2000, query)
        assert.isAtMost(most(counts), 4000, query)
      })
    }
  })

  test('filters start from their own index', async ({ assert }) => {
    const { voirie } = commune.services
    const day = 'du=2026-01-01&au=2026-01-02'
    for (const query of [
      `vue=tous&service=${voirie}`,
      'vue=clos&etat=Refus%C3%A9e',
      `vue=clos&${day}`,
    ]) {
      await withCommune(commune.id, async () => {
        const { list, counts } = await plan(query)
        assert.isEmpty(scans([...list, ...counts]), query)
        assert.isAtMost(most(list), 5000, query)
      })
    }
  })
})
