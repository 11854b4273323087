import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { MailServer } from '#tests/support/mail_server'
import { RealServer } from './real_server.js'

const EACH = 250

test.group('Two workers that are killed in the middle of 500 deadlines', (group) => {
  const mails = new MailServer()
  let server: RealServer
  group.setup(async () => {
    server = new RealServer()
    await server.settle(2, EACH)
    mails.port = server.smtpPort
    await mails.start()
    return async () => (await server.close(), mails.stop())
  })

  const look = () =>
    server.query(`select graphile_worker.add_job('deadlines', job_key => 'deadlines')`)

  async function closed(): Promise<number> {
    const counts = await Promise.all(
      server.communes.map(({ id }) =>
        server.query(`select count(*)::int as n from dossiers where closed_at is not null`, id)
      )
    )
    return counts.reduce((sum, [row]) => sum + row!.n, 0)
  }

  async function until(done: () => Promise<boolean>) {
    const end = Date.now() + 90_000
    while (!(await done())) {
      if (Date.now() > end) throw new Error(server.log || 'too late')
      await sleep(400)
    }
  }

  test('do each of them once, and send each mail', async ({ assert }) => {
    await server.start()
    server.startWorker()
    await look()
    await until(async () => (await closed()) > 40)
    await server.killBoth()
    const before = await closed()
    assert.isBelow(before, 2 * EACH, 'killed in the middle')

    await server.start()
    server.startWorker()
    await look()
    await until(async () => (await closed()) === 2 * EACH)
    const told = () => mails.received.filter(({ text }) => text?.includes('sans suite'))
    const ids = () => new Set(told().map(({ messageId }) => messageId))
    await until(async () => {
      await server.makeMailsDue()
      return ids().size >= 2 * EACH
    })

    const promised = new Set<string>()
    for (const { id, host } of server.communes) {
      const rows = await server.query(
        `select d.id, d.revision, d.due_at, d.state,
           (select array_agg(j.due) from journal_entries j
             where j.dossier_id = d.id and j.type = 'deadline') as dues,
           (select array_agg(m.id) from mails m
             where m.dossier_id = d.id and m.template = 'usager-sans-suite') as mails
         from dossiers d`,
        id
      )
      assert.lengthOf(rows, EACH)
      for (const row of rows) {
        assert.deepEqual(row.dues, ['correction@2/end'], row.id)
        assert.deepInclude(row, { revision: 3, due_at: null, state: 'sans_suite' })
        assert.lengthOf(row.mails, 1)
        promised.add(`<${row.mails[0]}@${host}>`)
      }
    }
    assert.sameMembers([...ids()], [...promised])
  }).timeout(240_000)
})
