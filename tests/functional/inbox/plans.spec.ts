import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { theTown } from '#tests/functional/plans/town'
import type { TestCommune } from '#tests/support/world'
import { ListQuestions } from '#reporting/actions/list_questions'
import { writeCursor } from '#reporting/cursor'
import { readListAddress } from '#reporting/list_request'
import { dossierList, PAGE_SIZE, pageQuery } from '#reporting/queries/dossier_list'
import { filterChoices } from '#reporting/queries/filter_choices'
import { countQuery } from '#reporting/queries/tray_counts'
import { walkOf } from '#reporting/rows'
import { MOST_GATHERED, MOST_WALKED, select } from '#reporting/selection'
import { SORTS, type Sort } from '#reporting/sorts'
import { nodesOf, type PlanNode } from '#tests/support/plans'
import { SENT } from '#reporting/trays'
import { understand } from '#reporting/understood'
import { sql, withCommune } from '#tenancy/scope'
import type { Fragment } from '#reporting/conditions'

const DESK = { trays: SENT, tray: 'accueil' } as const

/** What a query did, as the role that serves requests. */
async function explained({ sql: query, bindings }: Fragment): Promise<PlanNode[]> {
  const [row] = await sql(`explain (analyze, format json) ${query}`, bindings)
  return nodesOf(row!['QUERY PLAN'][0].Plan)
}

/** Rows that a node read, whether it kept them or not. */
const read = (node: PlanNode) =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']

/** What a page of a list and its counts do; and the rows that the page shows. */
async function plan(query: string) {
  const asked = readListAddress(`?${query}`, DESK)
  const understood = await understand(asked, await filterChoices(SENT))
  const { request } = understood
  const selection = await select(understood, DESK)
  const trays = request.tray === 'all' ? SENT : [request.tray]
  const { rows } = await dossierList(selection, trays)
  return {
    list: await explained(pageQuery(selection, trays, walkOf(request, PAGE_SIZE + 1))),
    counts: await explained(countQuery(selection)),
    isGathered: selection.few !== null,
    ids: rows.map(({ id }) => id),
  }
}

test.group('The plans of the inbox, at 20,000 dossiers beside smaller communes', (group) => {
  let commune: TestCommune

  group.setup(async () => {
    commune = await theTown()
  })
  group.each.timeout(120_000)

  /** Those that were carried out: a condition that cannot hold is planned too. */
  const scans = (nodes: PlanNode[]) =>
    nodes.filter(
      (node) =>
        /Seq Scan/.test(node['Node Type']) && node['Relation Name'] && node['Actual Loops'] > 0
    )
  const most = (nodes: PlanNode[]) => Math.max(...nodes.map(read))
  const sorted = (nodes: PlanNode[]) =>
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
      const page = writeCursor({ way: 'after', value: row!.value, id: row!.id })
      const { list: nodes } = await plan(`vue=clos&tri=demandeur&page=${page}`)
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

  test('filters start from their own index, or look through so much and no more', async ({
    assert,
  }) => {
    const { voirie } = commune.services
    const { id } = commune.demarche
    const day = 'du=2026-01-01&au=2026-01-02'
    const state = 'etat=Refus%C3%A9e'
    for (const query of [
      `vue=tous&service=${voirie}`,
      `vue=clos&${state}`,
      `vue=clos&${day}`,
      `vue=tous&${day}&tri=demandeur`,
      `vue=tous&demarche=${id}&${state}&service=${voirie}&tri=-reference`,
      `vue=tous&canal=courrier&tri=limite`,
      `vue=clos&canal=telephone&${day}`,
      `vue=tous&messages=non-lus&tri=activite`,
      `vue=tous&qui=moi`,
      `vue=clos&qui=personne&tri=-demandeur&canal=guichet`,
      `vue=clos&actif_du=2026-01-01&actif_au=2026-01-02&tri=service`,
      `vue=accueil&delai=depassee&tri=demandeur`,
      `vue=clos&non_lus=1&tri=etat`,
    ]) {
      await withCommune(commune.id, async () => {
        const { list, counts } = await plan(query)
        assert.isEmpty(scans([...list, ...counts]), query)
        // Of each row that is looked at, what was written of it besides.
        assert.isAtMost(most(list), MOST_GATHERED + MOST_WALKED, query)
        assert.isAtMost(most(counts), MOST_GATHERED + 1, query)
      })
    }
  })

  test('a question sorts and filters like a column', async ({ assert }) => {
    const { id } = commune.demarche
    await withCommune(commune.id, async () => {
      const questions = new ListQuestions()
      await questions.handle(id, ['contact.nom', 'demande.objet'])
      await questions.finish(id)
    })
    await db.connection('owner').rawQuery('vacuum (analyze) dossier_values')
    const name = `${id}.contact.nom`
    for (const [query, gathered] of [
      [`vue=clos&demarche=${id}&tri=${name}`, false],
      [`vue=clos&demarche=${id}&tri=-${name}&canal=guichet`, true],
      [`vue=tous&demarche=${id}&r[contact.nom]=martin&tri=${name}`, true],
      [`vue=clos&demarche=${id}&r[contact.nom]=zo&r[demande.objet]=nid`, null],
      [`vue=tous&demarche=${id}&tri=${name}&r[contact.nom]=a`, false],
    ] as const) {
      await withCommune(commune.id, async () => {
        const { list, counts, isGathered, ids } = await plan(encodeURI(query))
        if (gathered !== null) assert.equal(isGathered, gathered, query)
        assert.isNotEmpty(ids, query)
        assert.isEmpty(scans([...list, ...counts]), query)
        assert.isAtMost(most(list), MOST_GATHERED + MOST_WALKED, query)
        assert.isAtMost(most(counts), MOST_GATHERED + 1, query)
        if (!isGathered) assert.isAtMost(sorted(list), 26 * SENT.length, query)
      })
    }
  })

  test('shows what a plain query would, in its order', async ({ assert }) => {
    const order = 'order by d.sort_name, d.id limit 25'
    for (const [query, where] of [
      [
        'vue=clos&tri=demandeur&canal=telephone&etat=Accept%C3%A9e',
        `d.tray = 'closed' and d.channel = 'phone' and d.state_label = 'Acceptée'`,
      ],
      ['vue=tous&tri=demandeur&q=martin', `d.tray <> 'draft' and ' ' || d.search like '% martin%'`],
      [
        'vue=clos&tri=demandeur&actif_du=2026-01-01',
        `d.tray = 'closed' and d.updated_at >= '2026-01-01' at time zone 'Europe/Paris'`,
      ],
    ] as const) {
      await withCommune(commune.id, async () => {
        const plainly = await sql<{ id: string }>(
          `select d.id from dossiers d where ${where} ${order}`
        )
        const { ids } = await plan(query)
        assert.deepEqual(
          ids,
          plainly.slice(0, ids.length).map(({ id }) => id),
          query
        )
        assert.isNotEmpty(ids, query)
      })
    }
  })
})
