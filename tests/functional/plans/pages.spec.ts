import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { withConsole } from '#tenancy/scope'
import { tenantTables } from '#tenancy/tenant_tables'
import { addressesOf, everyRoute } from '#tests/isolation/support/addresses'
import { again, aHolder } from '#tests/isolation/support/callers'
import type { LivedIn } from '#tests/isolation/support/lived_in'
import { explained, type Explained, type Sent, sentDuring } from '#tests/support/queries'
import type { PlanNode } from '#tests/support/plans'
import type { Page, Visitor } from '#tests/support/visitor'
import { theTown } from './town.js'

/** Each kind of query is looked at with so many of the values that it is asked with. */
const TIMES = 4
/** What a page may read of a table for one query. Of the counts of a list, each tray reads a thousand. */
const MOST_READ = 6000

/** What reads more, and why it may. */
const ALLOWED: { query: RegExp; why: string }[] = [
  {
    query: /select demarche_id, tray, state_label as label, final, count\(\*\)::int as count/,
    why: 'The superviseur’s page of all states counts all there is, from an index alone',
  },
  {
    query: /o\.tray in \('accueil', 'usager', 'service', 'closed'\)\) as received/,
    why: 'The administrator’s sheet of one démarche counts what it ever received, from an index alone',
  },
]

test.group('The plans of every page, in a large commune', (group) => {
  let town: LivedIn
  let tables: Set<string>
  let seen: Map<string, number>
  group.setup(async () => {
    town = await theTown()
    tables = new Set((await withConsole(tenantTables)).map(({ name }) => name))
    seen = new Map()
  })
  group.each.timeout(600_000)
  group.each.setup(() => limiter.clear())

  const VISITORS: Record<string, () => Promise<Visitor>> = {
    'a stranger': async () => town.visitor(),
    'who holds the links of dossiers': () => aHolder(town),
    'an agent': () => town.signedIn('accueil'),
    'a superviseur': () => town.signedIn('superviseur'),
    'an administrator': () => town.signedIn('admin'),
  }

  for (const [who, come] of Object.entries(VISITORS)) {
    test(`${who} never waits for a whole table`, async ({ assert }) => {
      const visitor = await come()
      const wrong: string[] = []
      const look = async (path: string) => {
        await limiter.clear()
        let page!: Page
        const sent = await sentDuring(async () => (page = await again(visitor).get(path)))
        for (const one of await explained(town.id, fresh(sent))) {
          const [fault] = faults(one)
          if (fault) wrong.push(`${path}: ${fault}\n${one.text}`)
        }
        return page
      }
      for (const path of paths(town)) {
        const page = await look(path)
        if (page.status !== 200) continue
        for (const further of furtherOf(page)) await look(further)
      }
      assert.deepEqual(wrong, [])
      assert.isAbove(seen.size, 0)
    })
  }

  /** What was not looked at often enough yet. */
  function fresh(sent: Sent[]): Sent[] {
    return sent.filter(({ text }) => {
      const times = (seen.get(text) ?? 0) + 1
      seen.set(text, times)
      return times <= TIMES || /set_config|^set /.test(text)
    })
  }

  function faults({ text, nodes, unaided }: Explained): string[] {
    if (ALLOWED.some(({ query }) => query.test(text))) return []
    return [
      ...nodes
        .filter((node) => isOfTenants(node) && readBy(node) > MOST_READ)
        .map((node) => `${readBy(node)} rows read of ${node['Relation Name']}`),
      ...unaided
        .filter((node) => isOfTenants(node) && !isBounded(node))
        .map(
          (node) => `${node['Node Type']} of ${node['Relation Name']} without an index that fits`
        ),
    ]
  }

  const isOfTenants = (node: PlanNode) => tables.has(node['Relation Name'] ?? '')
})

/** Rows that a node read, whether it kept them or not; 0 where it was not carried out. */
const readBy = (node: PlanNode) =>
  ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 0)

/** It finds its rows by the beginning of an index; a heap scan does by the one below it. */
const isBounded = (node: PlanNode) =>
  node['Node Type'] === 'Bitmap Heap Scan' ||
  node['Node Type'] === 'ModifyTable' ||
  /commune_id/.test(node['Index Cond'] ?? '')

/** Every page that a commune's site has, with what this commune could fill it. */
function paths(town: LivedIn): string[] {
  const routes = everyRoute().filter(
    // The mailbox of the demo is a folder.
    ({ method, pattern }) => method === 'GET' && !pattern.startsWith('/_boite')
  )
  return routes.flatMap((route) =>
    route.pattern.includes(':')
      ? addressesOf(route, town, [])
          .map(({ path }) => path)
          .slice(0, 3)
      : [route.pattern]
  )
}

/** The ways on from a list: its own address with another query, by a link or by what its filters offer. */
function furtherOf({ html, path }: Page): string[] {
  const [own] = path.split('?') as [string]
  const links = html
    .querySelectorAll('main a[href]')
    .map((link) => link.getAttribute('href')!.replaceAll('&amp;', '&'))
    .filter((href) => href.startsWith(`${own}?`))
  const forms = html
    .querySelectorAll('main form')
    .filter((form) => (form.getAttribute('method') ?? 'get').toLowerCase() === 'get')
    .filter((form) => (form.getAttribute('action') ?? own).split('?')[0] === own)
  const asked = forms.flatMap((form) =>
    form
      .querySelectorAll('select[name], input[name]')
      .flatMap((field) => tried(field).map((value) => [field.getAttribute('name')!, value]))
      .map(([name, value]) => `${own}?${new URLSearchParams({ [name!]: value! })}`)
  )
  return [...new Set([...links, ...asked])].slice(0, 200)
}

type Field = ReturnType<Page['html']['querySelectorAll']>[number]

/** What somebody might choose in a field. */
function tried(field: Field): string[] {
  if (field.tagName === 'SELECT') {
    const values = field.querySelectorAll('option').map((option) => option.getAttribute('value'))
    return values.filter((value): value is string => Boolean(value)).slice(0, 3)
  }
  switch (field.getAttribute('type')) {
    case 'hidden':
      return []
    case 'date':
      return ['2026-01-05']
    case 'checkbox':
    case 'radio':
      return [field.getAttribute('value') ?? 'on']
    default:
      return ['martin', 'demande']
  }
}
