import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { MailServer } from '#tests/support/mail_server'
import { RealServer } from './real_server.js'
import { type Acknowledged, Senders } from './senders.js'

test.group('A server that is killed', (group) => {
  let server: RealServer
  const mails = new MailServer()
  group.setup(async () => {
    server = new RealServer()
    await server.settle(3)
    mails.port = server.smtpPort
    return async () => (await server.close(), mails.stop())
  })
  group.each.teardown(() => server.kill())

  /** Of a commune: what came in, its lines in the journal, the mails that were promised. */
  function submitted(communeId: string) {
    return server.query(
      `select d.id, d.reference, d.contact_email as email, d.revision,
         (select array_agg(j.type) from journal_entries j where j.dossier_id = d.id) as journal,
         (select array_agg(m.template || ' ' || m.status) from mails m
           where m.dossier_id = d.id) as mails,
         (select array_agg(m.id) from mails m where m.dossier_id = d.id) as mail_ids
       from dossiers d where d.submitted_at is not null`,
      communeId
    )
  }

  async function everySubmitted() {
    const rows = await Promise.all(
      server.communes.map(async ({ id, host }) =>
        (await submitted(id)).map((row): Record<string, any> => ({ ...row, host }))
      )
    )
    return rows.flat()
  }

  async function arrived(to: Acknowledged[]) {
    const deadline = Date.now() + 30_000
    const missing = () => {
      const reached = new Set(mails.received.map((mail) => JSON.stringify(mail.to)))
      const all = [...reached].join()
      return to.filter(({ email }) => !all.includes(`"${email}"`))
    }
    while (missing().length > 0 && Date.now() < deadline) {
      await server.makeMailsDue()
      await sleep(300)
    }
    return missing()
  }

  test('has kept all that it acknowledged, and sends all that it promised', async ({ assert }) => {
    await server.start()
    const senders = new Senders(server)
    for (let kills = 0; kills < 2; kills++) {
      await senders.more(6)
      await server.kill()
      await server.start()
    }
    await senders.more(4)
    await senders.stop()
    const acknowledged = [...senders.acknowledged]
    assert.isEmpty(mails.received)

    const before = await everySubmitted()
    for (const { id, reference, email } of acknowledged) {
      const kept = before.find((row) => row.id === id)
      assert.deepInclude(kept, { reference, email }, reference)
    }
    for (const { reference, journal, revision, mails: promised } of before) {
      assert.deepEqual(journal, ['submitted'], reference)
      assert.equal(revision, 1)
      assert.deepEqual(promised, ['usager-recue queued'], reference)
    }

    await mails.start()
    await server.makeMailsDue()
    while (mails.received.length < 3) await sleep(10)
    await server.kill()
    await server.start()
    assert.isEmpty(await arrived(acknowledged))

    const promises = new Map(before.map((row) => [row.email, `<${row.mail_ids[0]}@${row.host}>`]))
    for (const mail of mails.received) {
      const to = [mail.to!].flat()[0]!.value[0]!.address!
      assert.equal(mail.messageId, promises.get(to), 'a double is the same message')
      const { reference } = before.find((row) => row.email === to)!
      assert.include(mail.text!, reference)
    }
  }).timeout(120_000)

  test('or whose database is killed goes on, with all that was acknowledged', async ({
    assert,
  }) => {
    await server.start()
    const senders = new Senders(server)
    await senders.more(3)

    const killed = await server.killPostgres()
    const known = senders.acknowledged.length
    await senders.more(5)
    await senders.stop()
    assert.isTrue(server.alive, server.log)

    assert.notEqual(await server.postgresPid(), killed)
    assert.isAbove(senders.acknowledged.length, known)
    const kept = await everySubmitted()
    for (const { id, reference } of senders.acknowledged) {
      const row = kept.find((one) => one.id === id)
      assert.deepInclude(row, { reference, journal: ['submitted'] }, reference)
    }
    if (mails.received.length === 0) await mails.start()
    assert.isEmpty(await arrived(senders.acknowledged))
  }).timeout(120_000)
})
