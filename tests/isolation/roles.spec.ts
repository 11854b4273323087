import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { listMails } from '#notifications/mailbox'
import { runJobs } from '#tests/support/jobs'
import type { Page, Visitor } from '#tests/support/visitor'
import { type Address, addressesOf, everyRoute } from './support/addresses.js'
import { openBureau } from '#tests/support/bureau'
import { again } from './support/callers.js'
import { aLivedInCommune, type LivedIn } from './support/lived_in.js'
import { PEOPLE, type Person, WHO, whoMayOpen } from './support/roles.js'

const AGENTS: Person[] = ['accueil', 'superviseur', 'admin']

/** What a role may ask for and these dossiers do not offer now: a refusal that is no stranger's. */
const NOT_NOW = [404, 409, 410, 422]

test.group('Who may open what', (group) => {
  let commune: LivedIn
  let people: Record<Person, Visitor>
  let addresses: Address[]

  group.setup(async () => {
    commune = await aLivedInCommune()
    await runJobs()
    const mails = (await listMails(commune.host)).map(({ id }) => id).slice(0, 1)
    addresses = everyRoute().flatMap((route) =>
      route.pattern.includes(':')
        ? addressesOf(route, commune, mails)
        : [{ ...route, path: route.pattern + (ASKED[route.pattern] ?? '') }]
    )
    people = await everybody(commune)
  })
  group.each.setup(() => limiter.clear())

  test('every route has a row, and every row a route', async ({ assert }) => {
    const patterns = everyRoute().map(({ pattern }) => pattern)
    for (const pattern of patterns) assert.isNotEmpty(whoMayOpen(pattern), pattern)
    const idle = Object.keys(WHO).filter(
      (row) => !patterns.some((pattern) => pattern === row || pattern.startsWith(`${row}/`))
    )
    assert.deepEqual(idle, [])
    assert.throws(() => whoMayOpen('/nouvelle-adresse/:id'), /add a row to WHO/)
  })

  for (const person of PEOPLE) {
    test(`${person}: shown what is theirs`, async ({ assert }) => {
      const own = addresses.filter(
        ({ method, pattern }) => method === 'GET' && whoMayOpen(pattern).includes(person)
      )
      for (const [pattern, all] of Map.groupBy(own, (address) => address.pattern)) {
        const pages = []
        for (const { path } of all) pages.push(await again(people[person]).get(path))
        const isTheirs = (page: Page) =>
          page.status === 200 && (pattern === '/connexion' || !asksToSignIn(page))
        const notNow =
          WAITING.test(pattern) && pages.every(({ status }) => NOT_NOW.includes(status))
        const seen = pages.map(({ status, path }) => `${status} ${path}`).join(', ')
        assert.isTrue(pages.some(isTheirs) || notNow, `${person} GET ${pattern}: ${seen}`)
      }
    }).timeout(180_000)

    test(`${person}: refused what is not, to see and to send`, async ({ assert }) => {
      for (const { method, pattern, path } of addresses) {
        if (whoMayOpen(pattern).includes(person)) continue
        const page =
          method === 'GET'
            ? await again(people[person]).get(path)
            : await send(people[person], path)
        const what = `${person} ${method} ${pattern}: ${page.status} ${page.path}`
        if (AGENTS.includes(person) || !ofAgents(pattern)) {
          // A service whose session has ended gets back what it typed, and nothing else.
          const returned =
            page.status === 409 && method === 'POST' && /^\/(service|avis)\//.test(path)
          assert.isTrue(page.status === 404 || returned, what)
        } else assert.isTrue(asksToSignIn(page), what)
        assert.notInclude(page.body, commune.mark, what)
      }
    }).timeout(180_000)
  }

  /** With a token of the site, so that it is the role that is refused. */
  async function send(visitor: Visitor, path: string): Promise<Page> {
    const sender = again(visitor)
    const form = (await sender.get('/suivi')).html.querySelector('main form[method="post" i]')!
    const csrf = form.querySelector('input[name=_csrf]')!.getAttribute('value')!
    return sender.post(path, { _csrf: csrf })
  }
})

/** What an address is about, where it says so in its query. */
const ASKED: Record<string, string> = {
  '/superviseur/chiffres.csv': '?tableau=demarches',
  '/superviseur/reattributions': '?de=accueil',
}

/**
 * Pages that are only there at a moment of a dossier's life, or of a form's; and streams, which are
 * for who asks for one: see desk_work/live.
 */
const WAITING =
  /:action$|\/correction$|\/verifier$|\/envoye$|\/armes\.svg$|\/courriels\/texte$|\/rubriques\/modifier$|:page$|\/:token$|\/direct$/

const ofAgents = (pattern: string) =>
  /^\/(accueil|superviseur|admin|affiches|vues|raccourcis)(\/|$)/.test(pattern)

const asksToSignIn = (page: Page) =>
  page.status === 401 || (page.status === 200 && page.path.startsWith('/connexion'))

async function everybody(commune: LivedIn): Promise<Record<Person, Visitor>> {
  const usager = commune.visitor()
  await usager.get(`/reprendre/${commune.draft.tokens.draft}`)
  await usager.get(`/suivi/${commune.submitted.tokens.follow}`)
  const service = commune.visitor()
  await service.get(`/service/${commune.transferred.tokens.service}`)
  await service.get(`/avis/${commune.consulted.tokens.opinion}`)
  await openBureau(commune, service)
  return {
    stranger: commune.visitor(),
    usager,
    service,
    accueil: await commune.signedIn('accueil'),
    superviseur: await commune.signedIn('superviseur'),
    admin: await commune.signedIn('admin'),
  }
}
