import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { listMails } from '#notifications/mailbox'
import { asOwner, runJobs } from '#tests/support/jobs'
import type { Page, Visitor } from '#tests/support/visitor'
import { type Address, addressesOf, everyRoute } from './support/addresses.js'
import { AppRole } from './support/app_role.js'
import { aHolder, again, CALLERS, callers, carried, SIGNED_IN } from './support/callers.js'
import { aLivedInCommune, type LivedIn } from './support/lived_in.js'

const ofAgents = (path: string) =>
  /^\/(accueil|superviseur|admin|affiches|vues|raccourcis)(\/|$)/.test(path)
/** These communes' workflow lets a superviseur read only. */
const NOTHING_TO_DO = ['/superviseur/dossiers/:id/actions/:action']
/** To who looks, the sign-in page; to who sends, what they sent and where to sign in. */
const asksToSignIn = (page: Page) =>
  page.status === 401 || (page.status === 200 && page.path.startsWith('/connexion'))

test.group('Every route, with what belongs to another commune', (group) => {
  let [plassans, montsou]: LivedIn[] = []
  let addresses: Address[]
  let visitors: Record<string, Visitor>
  let sealed: string
  let role: AppRole
  group.setup(async () => {
    role = await AppRole.connect()
    ;[plassans, montsou] = [await aLivedInCommune(), await aLivedInCommune()]
    await runJobs()
    const mails = (await listMails(montsou.host)).map(({ id }) => id).slice(0, 1)
    addresses = everyRoute().flatMap((route) => addressesOf(route, montsou!, mails))
    visitors = await callers(plassans, montsou)
    const page = await (await aHolder(montsou)).get(`/brouillons/${montsou.draft.id}/abandon`)
    sealed = page.html.querySelector('input[name=seal]')!.getAttribute('value')!
    return role.close
  })
  // Trying what is not one's own is what the throttles are for.
  group.each.setup(() => limiter.clear())

  /** Asks as this visitor, with a form that has everything that its own commune could give it. */
  async function ask(visitor: Visitor, { method, path }: Address): Promise<Page> {
    if (method === 'GET') return again(visitor).get(path)
    const sender = again(visitor)
    const form = (await sender.get('/suivi')).html.querySelector('main form[method="post" i]')!
    const csrf = form.querySelector('input[name=_csrf]')!.getAttribute('value')!
    const typed = {
      'f[demande][objet]': 'Volé',
      'f[message]': 'Volé',
      'note': 'Volé',
      'revision': '1',
    }
    return sender.post(path, { _csrf: csrf, seal: sealed, ...typed })
  }

  test('leads somewhere in the commune that it belongs to', async ({ assert }) => {
    const rightful = [
      await aHolder(montsou!),
      await montsou!.signedIn('accueil'),
      await montsou!.signedIn('superviseur'),
      await montsou!.signedIn('admin'),
    ]
    const reached = new Set<string>()
    for (const address of addresses.filter(({ method }) => method === 'GET')) {
      await limiter.clear()
      for (const visitor of rightful) {
        const page = await ask(visitor, address)
        if (page.status === 200 && !asksToSignIn(page)) reached.add(address.pattern)
      }
    }
    const all = addresses.filter(({ method }) => method === 'GET').map(({ pattern }) => pattern)
    assert.sameMembers([...reached, ...NOTHING_TO_DO], [...new Set(all)])
  }).timeout(120_000)

  for (const who of CALLERS) {
    test(`gives nothing to ${who}`, async ({ assert }) => {
      const before = await role.digests(montsou!.id)

      for (const address of addresses) {
        const page = await ask(visitors[who]!, address)
        const what = `${address.method} ${address.path}: ${page.status} ${page.path}`
        const stopped = ofAgents(address.path) && !SIGNED_IN.includes(who) && asksToSignIn(page)
        assert.isTrue(page.status === 404 || stopped, what)
        assert.notInclude(page.body, montsou!.mark, what)
      }

      assert.deepEqual(await role.digests(montsou!.id), before)
    }).timeout(120_000)

    test(`without parameters, shows ${who} nothing of there`, async ({ assert }) => {
      const routes = everyRoute().filter(({ pattern }) => !pattern.includes(':'))
      for (const { pattern } of routes.filter(({ method }) => method === 'GET')) {
        const page = await again(visitors[who]!).get(pattern)
        assert.isBelow(page.status, 500, pattern)
        assert.notInclude(page.body, montsou!.mark, pattern)
        assert.notInclude(page.body, montsou!.draft.id, pattern)
        if (ofAgents(pattern) && !SIGNED_IN.includes(who))
          assert.isTrue(asksToSignIn(page), pattern)
      }
    }).timeout(120_000)
  }

  test('a session is of use where it began, until it was carried', async ({ assert }) => {
    const agent = await montsou!.signedIn('accueil')
    assert.equal((await again(agent).get('/accueil')).path, '/accueil')
    assert.isTrue(asksToSignIn(await carried(agent, plassans!).get('/accueil')))
  })

  test('« retrouver mon dossier » sends nothing for a reference of there', async ({ assert }) => {
    const jobs = async () => (await asOwner('select 1 from graphile_worker._private_jobs')).length
    const before = await jobs()
    const { rows } = await role.query(
      montsou!.id,
      'select reference, contact_email as email from dossiers where reference is not null limit 1'
    )
    const visitor = plassans!.visitor()
    const page = await visitor.submit(await visitor.get('/suivi'), rows[0]!)
    assert.equal(page.status, 200)
    assert.equal(await jobs(), before)

    const there = montsou!.visitor()
    await there.submit(await there.get('/suivi'), rows[0]!)
    assert.equal(await jobs(), before + 1, 'it does where the dossier is')
  })
})
