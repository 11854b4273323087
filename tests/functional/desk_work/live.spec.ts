import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import Account from '#identity/account'
import { SuspendAgent } from '#identity/actions/change_agent'
import { MOST_STREAMS, openStreams } from '#dossiers/live_stream'
import { act, aDraft, dossierOf } from '#tests/support/dossiers'
import { EventStream } from '#tests/support/event_stream'
import { submitted } from '#tests/support/lists'
import { aCommune } from '#tests/support/world'
import { sql, withCommune } from '#tenancy/scope'
import { aColleague, assign } from './support.js'

const DIRECT = '/accueil/direct'

test.group('What comes in and changes is told to the screens', (group) => {
  const opened: EventStream[] = []
  group.each.teardown(() => opened.splice(0).forEach((stream) => stream.close()))
  const open = async (...args: Parameters<typeof EventStream.open>) => {
    const stream = await EventStream.open(...args)
    opened.push(stream)
    return stream
  }

  test('within a second, to agents and superviseurs of the commune and nobody else', async ({
    assert,
  }) => {
    const [commune, other] = [await aCommune(), await aCommune()]
    const stream = await open(await commune.signedIn('accueil'), DIRECT)
    const chief = await open(await commune.signedIn('superviseur'), '/superviseur/direct')
    const elsewhere = await open(await other.signedIn('accueil'), DIRECT)
    assert.equal(stream.headers['content-type'], 'text/event-stream; charset=utf-8')
    assert.equal(stream.headers['cache-control'], 'no-store, no-transform')
    assert.equal(stream.headers['x-accel-buffering'], 'no')
    assert.isUndefined(stream.headers['set-cookie'], 'no session is written over')

    await aDraft(commune)
    const theirs = await submitted(other)
    const began = performance.now()
    const { id } = await submitted(commune)
    const told = await stream.next('dossier')
    assert.isBelow(told.at - began, 1000)
    assert.equal(told.data, `${id} in`)

    await assign(commune, [id], commune.accounts.accueil.id)
    await act(commune, id, 'transmettre', { service: commune.services.voirie })
    await stream.next('dossier', () => stream.dossiers.length === 3)
    assert.deepEqual(stream.dossiers, [`${id} in`, `${id} in`, `${id} in`])
    await chief.next('dossier', () => chief.dossiers.length === 3)
    assert.deepEqual(chief.dossiers, stream.dossiers)
    await elsewhere.next('dossier')
    assert.deepEqual(elsewhere.dossiers, [`${theirs.id} in`])
  })

  test('within the limits of an agent, and after what was missed', async ({ assert }) => {
    const commune = await aCommune()
    const bound = await aColleague(commune, 'Léa Limitée', { only: [] })
    const free = await aColleague(commune, 'Paul Permis', { only: [commune.demarche.id] })
    const narrow = await open(await bound.signedIn(), DIRECT)
    const agent = await free.signedIn()
    const stream = await open(agent, DIRECT)
    const { id } = await submitted(commune)
    const { id: last } = await stream.next('dossier')
    stream.close()
    const missed = await submitted(commune)

    const again = await open(agent, DIRECT, last)
    assert.include(again.dossiers, `${missed.id} in`)
    const since = await open(agent, `${DIRECT}?depuis=${Date.now() - 60_000}`)
    assert.sameMembers(since.dossiers, [`${id} in`, `${missed.id} in`])
    await sleep(100)
    assert.deepEqual(narrow.dossiers, [])
    const behind = await open(await bound.signedIn(), `${DIRECT}?depuis=1`)
    assert.deepEqual(behind.dossiers, [])
  })

  test('a step that is taken back in its transaction is told to nobody', async ({ assert }) => {
    const commune = await aCommune()
    const stream = await open(await commune.signedIn('accueil'), DIRECT)
    const { id } = await submitted(commune)
    await stream.next('dossier')
    const undone = withCommune(commune.id, async () => {
      const { AssignDossier } = await import('#dossiers/actions/assign_dossier')
      const by = { role: 'accueil' as const, label: 'Anne' }
      await new AssignDossier().handle({
        dossierIds: [id],
        accountId: commune.accounts.accueil.id,
        by,
      })
      throw new Error('undone')
    })
    await assert.rejects(() => undone, 'undone')
    await sleep(100)
    assert.lengthOf(stream.dossiers, 1)
    assert.isNull((await dossierOf(commune, id)).assigneeId)
  })

  test('ends with the session, the account, and beyond so many screens', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    const before = openStreams()
    const stream = await open(agent, DIRECT)
    await agent.submit(await agent.get('/accueil'), {}, { which: 'form[action="/deconnexion"]' })
    await stream.end()
    assert.equal((await open(agent, DIRECT)).status, 302)

    const bruno = await aColleague(commune, 'Bruno Collègue')
    const browser = await bruno.signedIn()
    const screens = []
    for (let n = 0; n <= MOST_STREAMS; n++) screens.push(await open(browser, DIRECT))
    await screens[0]!.end()
    assert.equal(screens[0]!.told.at(-1)!.event, 'leave')
    assert.equal(openStreams() - before, MOST_STREAMS)
    await withCommune(commune.id, async () =>
      new SuspendAgent().handle(await Account.findOrFail(bruno.id), true)
    )
    for (const screen of screens) await screen.end()
    assert.notEqual(screens[1]!.told.at(-1)!.event, 'leave', 'the browser asks again')
    assert.equal((await open(browser, DIRECT)).status, 302)
    assert.equal(openStreams(), before)
  })

  test('is heard again where the connection to the database was lost', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    const stream = await open(agent, DIRECT)
    await withCommune(commune.id, () =>
      sql(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'guichet-notices' and datname = current_database()`)
    )
    const { id } = await submitted(commune)
    await stream.end()
    const again = await open(agent, DIRECT, stream.told.at(-1)!.id)
    assert.deepEqual(again.dossiers, [`${id} in`])
    const next = await submitted(commune)
    await again.next('dossier', (data) => data.startsWith(next.id))
  })

  test('is for who may: no stranger, no other role, and no page', async ({ assert }) => {
    const commune = await aCommune()
    assert.equal((await open(commune.visitor(), DIRECT)).status, 302)
    assert.equal((await open(await commune.signedIn('admin'), DIRECT)).status, 404)
    const agent = await commune.signedIn('accueil')
    assert.equal((await open(agent, '/superviseur/direct')).status, 404)
    assert.equal((await agent.get(DIRECT)).status, 404)
  })
})

test.group('A list that is kept up to date', () => {
  test('asks for the rows that are its own, and its counts', async ({ assert }) => {
    const [commune, other] = [await aCommune(), await aCommune()]
    const agent = await commune.signedIn('accueil')
    const [one, two] = [await submitted(commune), await submitted(commune, { nom: 'Ana Autre' })]
    const theirs = await submitted(other)
    await act(commune, two.id, 'accepter')
    const all = [one.id, two.id, theirs.id, 'x', "'"].join(',')
    const rows = async (query: string) => {
      const page = await agent.get(`/accueil/direct/lignes?${query}ids=${encodeURIComponent(all)}`)
      assert.equal(page.status, 200)
      const count = page.html.querySelector('.tabs .count')!.text.trim()
      const found = page.html.querySelectorAll('tr[data-id]')
      return { ids: found.map((row) => row.getAttribute('data-id')), count, found }
    }
    const inbox = await rows('')
    assert.deepEqual([inbox.ids, inbox.count], [[one.id], '1'])
    assert.sameMembers((await rows('vue=tous&')).ids, [one.id, two.id])
    assert.deepEqual((await rows('vue=tous&q=ana&')).ids, [two.id])
    assert.deepEqual((await rows('qui=moi&')).ids, [])
    const closed = await rows('vue=clos&')
    assert.deepEqual([closed.ids, closed.count], [[two.id], '1'])
    const link = closed.found[0]!.querySelector('th a')!.getAttribute('href')
    assert.equal(link, `/accueil/dossiers/${two.id}?liste=vue%3Dclos`)
    assert.isNotNull(closed.found[0]!.querySelector('input[type=checkbox]'))
  })
})
