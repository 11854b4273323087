import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import limiter from '@adonisjs/limiter/services/main'
import { CONSOLE } from '#tenancy/layout_check'
import { consoleHost } from '#tenancy/hostnames'
import { sql, withCommune, withConsole } from '#tenancy/scope'
import { beginDraft } from '#desks/operator/wizard/draft'
import { aConsoleVisitor, anOperator, type TestOperator } from '#tests/support/console'
import { type Page, Visitor } from '#tests/support/visitor'
import { consoleRoutes, everyRoute } from './support/addresses.js'
import { AppRole } from './support/app_role.js'
import { again } from './support/callers.js'
import { aLivedInCommune, type LivedIn } from './support/lived_in.js'
import { WHO_CONSOLE, whoMayOpenConsole } from './support/roles.js'

const asksToSignIn = (page: Page) =>
  page.status === 401 || (page.status === 200 && page.path.startsWith('/connexion'))

test.group('The operators’ console', (group) => {
  let commune: LivedIn
  let operator: TestOperator
  let visitor: Visitor
  let addresses: { method: string; pattern: string; path: string }[]
  group.setup(async () => {
    commune = await aLivedInCommune()
    operator = await anOperator()
    visitor = await operator.signedIn()
    const draftId = await withConsole(() => beginDraft(operator.id))
    addresses = consoleRoutes().map(({ method, pattern }) => {
      const id = pattern.startsWith('/communes/nouvelle/') ? draftId : commune.id
      const path = pattern.replace(':id', id).replace(':step', 'commune')
      return {
        method,
        pattern,
        path: OTHERS.reduce((known, [name, of]) => known.replace(name, of(commune)), path),
      }
    })
  })
  group.each.setup(() => limiter.clear())

  test('every route has a row, every row a route, every address its route', ({ assert }) => {
    for (const { pattern } of addresses) assert.isNotEmpty(whoMayOpenConsole(pattern), pattern)
    const patterns = addresses.map(({ pattern }) => pattern)
    const idle = Object.keys(WHO_CONSOLE).filter(
      (row) => !patterns.some((one) => one.startsWith(row))
    )
    assert.deepEqual(idle, [])
    for (const { method, pattern, path } of addresses) {
      const found = router.match(path, method, false, consoleHost())
      assert.equal(found?.route.pattern, pattern, path)
    }
  })

  test('shows an operator every page, and on none a word of what lies in a commune', async ({
    assert,
  }) => {
    for (const { method, path, pattern } of addresses) {
      if (method !== 'GET') continue
      const page = await again(visitor).get(path)
      assert.equal(page.status, 200, pattern)
      assert.notInclude(page.body, commune.mark, pattern)
      assert.isFalse(asksToSignIn(page) && pattern !== '/connexion', pattern)
    }
  })

  test('asks everyone else to sign in, to see and to send', async ({ assert }) => {
    const agent = aConsoleVisitor()
    for (const [name, value] of (await commune.signedIn('admin')).cookies) {
      agent.cookies.set(name, value)
    }
    for (const [who, caller] of [
      ['stranger', aConsoleVisitor()],
      ['agent', agent],
    ] as const) {
      for (const { method, path, pattern } of addresses) {
        if (whoMayOpenConsole(pattern).includes(who)) continue
        const page = method === 'GET' ? await again(caller).get(path) : await send(caller, path)
        assert.isTrue(asksToSignIn(page), `${who} ${method} ${pattern}: ${page.status}`)
      }
    }
  }).timeout(180_000)

  test('is on its host and on no other', async ({ assert }) => {
    const elsewhere = commune.visitor()
    for (const [name, value] of visitor.cookies) elsewhere.cookies.set(name, value)
    const common = everyRoute().map(({ pattern }) => pattern)
    for (const { method, path, pattern } of addresses) {
      if (common.includes(pattern)) continue
      const page = method === 'GET' ? await again(elsewhere).get(path) : await send(elsewhere, path)
      assert.equal(page.status, 404, pattern)
    }
    const shouted = await new Visitor(consoleHost()!.toUpperCase()).get('/connexion')
    assert.equal(shouted.status, 404)
  })

  test('has nothing of what communes have', async ({ assert }) => {
    const own = consoleRoutes().map(({ pattern }) => pattern)
    const theirs = everyRoute().filter(({ pattern }) => !own.includes(pattern))
    for (const { method, pattern } of theirs) {
      if (method !== 'GET' || pattern === '/health') continue
      const path = pattern.replace(/:\w+/g, commune.submitted.id)
      const page = await again(visitor).get(path)
      assert.equal(page.status, 404, pattern)
    }
  })

  test('its session opens no commune, and a commune’s does not open it', async ({ assert }) => {
    const carried = commune.visitor()
    for (const [name, value] of visitor.cookies) carried.cookies.set(name, value)
    assert.isTrue(asksToSignIn(await carried.get('/admin')))
  })

  /** With a token of the place, so that it is the caller who is refused. */
  async function send(caller: Visitor, path: string): Promise<Page> {
    const sender = again(caller)
    const page = await sender.get('/connexion')
    const field = page.html.querySelector('input[name=_csrf]')!
    return sender.post(path, { _csrf: field.getAttribute('value')! })
  }
})

/** Parameters of the console's addresses, besides ids. */
const OTHERS: [string, (of: LivedIn) => string][] = [[':host', ({ host }) => host]]

test.group('SQL in the console', (group) => {
  let role: AppRole
  let commune: LivedIn
  group.setup(async () => {
    role = await AppRole.connect()
    commune = await aLivedInCommune()
    await anOperator()
    return role.close
  })

  test('sees no row of any commune, and writes none', async ({ assert }) => {
    const tables = await role.tenantTables()
    assert.includeMembers(tables, ['dossiers', 'pieces', 'messages', 'journal_entries'])
    for (const table of tables) {
      const seen = await withConsole(() => sql(`select 1 from ${table} limit 1`))
      assert.lengthOf(seen, 0, table)
    }
    const answers = await withConsole(() => sql('select answers from dossiers'))
    assert.lengthOf(answers, 0)
    const rename = () =>
      withConsole(() => sql(`update communes set name = 'X' where id = ?`, [commune.id]))
    assert.lengthOf(await rename(), 0)
    await assert.rejects(
      () => withConsole(() => withCommune(commune.id, async () => 1)),
      /in scope already/
    )
  })

  test('is the only way to what is the console’s', async ({ assert }) => {
    for (const table of CONSOLE) {
      for (const scope of [null, commune.id]) {
        const { rows } = await role.query(scope, `select 1 from ${table}`)
        assert.lengthOf(rows, 0, table)
      }
    }
    const seen = await withConsole(() => sql('select 1 from operators'))
    assert.isNotEmpty(seen)
    const insert = `insert into operators (id, email, name, password)
      values (gen_random_uuid(), 'x@x', 'X', 'x')`
    assert.equal(await role.attempt(commune.id, insert), '42501')
    const entry = `update operator_entries set label = 'X'`
    assert.equal(await role.attempt(null, entry), '42501')
  })
})
