import { test } from '@japa/runner'
import Account from '#identity/account'
import Membership from '#identity/membership'
import { compile, load } from '#forms/main'
import { listMails } from '#notifications/mailbox'
import { sql, withCommune } from '#tenancy/scope'
import { type Address, addressesOf, everyRoute } from '#tests/isolation/support/addresses'
import { aHolder } from '#tests/isolation/support/callers'
import { aLivedInCommune, type LivedIn } from '#tests/isolation/support/lived_in'
import { runJobs } from '#tests/support/jobs'
import type { Visitor } from '#tests/support/visitor'
import { PASSWORD, SMALL_FORM } from '#tests/support/world'
import type { Target } from './support/attacker.js'
import { garbageIn, strayFiles, wrongAnswers } from './support/garbage.js'
import { besiege, type Hand, headersOf, shares } from './support/siege.js'

const POSTS = Number(process.env.HOSTILE_POSTS ?? 2000)

/** What ends the session of who is still to try the others; and what is about the sender alone. */
const LAST = ['/deconnexion']

test.group('Ten thousand hostile posts (the other 2,000)', () => {
  test('to every route that takes one, from who may send there, get no 5xx', async ({ assert }) => {
    const commune = await aCommuneToLose()
    await runJobs()
    const mails = (await listMails(commune.host)).map(({ id }) => id).slice(0, 1)
    const routes = everyRoute()
    const open = routes.filter(({ pattern }) => !pattern.includes(':'))
    const all: Address[] = [
      ...open.map((route) => ({ ...route, path: route.pattern })),
      ...routes.flatMap((route) => addressesOf(route, commune, mails)),
    ]
    const hands = await handsOf(commune, all)
    const posts = all.filter(({ method, pattern }) => method === 'POST' && !LAST.includes(pattern))
    const attacked = new Set(hands.flatMap(({ targets }) => targets.map(({ path }) => path)))
    assert.deepEqual(
      posts.filter(({ path }) => !attacked.has(path)),
      []
    )

    const siege = await besiege(hands, POSTS)

    assert.deepEqual(siege.failures.slice(0, 5), [])
    const { total, reached, cut, told } = shares(siege)
    assert.equal(total, POSTS)
    // A dossier that one post has moved on, or a view that it removed, is no more there for the next.
    assert.isAbove(reached, 0.35, told)
    assert.isBelow(cut, 0.05, told)
    assert.deepEqual(Object.keys(Object.prototype), [])

    const form = load(compile(SMALL_FORM))
    assert.deepEqual((await wrongAnswers(commune.id, form)).slice(0, 3), [])
    assert.deepEqual(await strayFiles(commune.id), [])
    await withCommune(commune.id, async () => {
      for (const stored of [
        'services',
        'lists',
        'mail_texts',
        'messages',
        'demarches',
        'accounts',
      ]) {
        assert.deepEqual(garbageIn(await sql(`select to_jsonb(t) as row from ${stored} t`)), [])
      }
    })
    assert.equal((await commune.visitor().get('/')).status, 200)
  }).timeout(300_000)
})

/** Where its agent of the addresses is one that nobody signs in as: they may be suspended. */
async function aCommuneToLose(): Promise<LivedIn> {
  const commune = await aLivedInCommune()
  const email = `perdu@${commune.host}`
  const { id } = await withCommune(commune.id, async () => {
    const account = await Account.create({ email, name: 'Paul Perdu', password: PASSWORD })
    await Membership.create({ accountId: account.id, role: 'accueil' })
    return account
  })
  return { ...commune, accounts: { ...commune.accounts, accueil: { id, email } } }
}

/** The desks, each by who sits in front of it: what its pages let them send, by the names that stand there. */
async function handsOf(commune: LivedIn, all: Address[]): Promise<Hand[]> {
  const agents = {
    accueil: /^\/(accueil|affiches|vues|raccourcis|visites)/,
    superviseur: /^\/superviseur/,
    admin: /^\/admin/,
  }
  const hands = await Promise.all(
    Object.entries(agents).map(async ([role, desk]) => {
      const visitor = await commune.signedIn(role as keyof typeof agents)
      return aHand(
        visitor,
        all.filter(({ path }) => desk.test(path))
      )
    })
  )
  const ofAgents = (path: string) => Object.values(agents).some((desk) => desk.test(path))
  const others = await aHand(
    await aHolder(commune),
    all.filter(({ path }) => !ofAgents(path))
  )
  return [...hands, others, others]
}

async function aHand(visitor: Visitor, addresses: Address[]): Promise<Hand> {
  const fields = new Map<string, Set<string>>()
  for (const { path } of addresses.filter(({ method }) => method === 'GET')) {
    const page = await visitor.get(path)
    for (const form of page.html.querySelectorAll('form[method="post" i]')) {
      const action = (form.getAttribute('action') || page.path).split('?')[0]!
      const names = fields.get(action) ?? new Set()
      for (const field of form.querySelectorAll('[name]')) names.add(field.getAttribute('name')!)
      fields.set(action, names)
    }
  }
  const posts = addresses.filter(
    ({ method, pattern }) => method === 'POST' && !LAST.includes(pattern)
  )
  const targets = posts.map(({ path }): Target => ({ path, fields: [...(fields.get(path) ?? [])] }))
  return { headers: await headersOf(visitor), targets }
}
