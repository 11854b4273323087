import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { RunDeadlines } from '#dossiers/actions/run_deadlines'
import { sql, withCommune } from '#tenancy/scope'
import { dossierOf } from '#tests/support/dossiers'
import { asOwner, runJobs } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'
import { withMailServer } from '../notifications/support.js'
import { actAt, at, cameTo, correctionAskedAt, mailsFrom, runAt, submittedAt } from './support.js'

const MONDAY = at('2026-03-02T10:00')
const CLOSED = ['deadline correction@2/end']
const ALERTED = ['alert traitement@1/end']

test.group('Deadlines', (group) => {
  const server = withMailServer(group)

  test('tell the superviseur of what waits for 15 days', async ({ assert }) => {
    const commune = await aCommune()
    const id = await submittedAt(commune, MONDAY)

    assert.equal(await runAt(commune, at('2026-03-17T23:59')), 0)
    assert.equal(await runAt(commune, at('2026-03-18T00:00')), 1)
    assert.equal(await runAt(commune, at('2026-06-01T00:00')), 0)
    assert.deepEqual(await cameTo(commune, id), ALERTED)
    const alerts = await mailsFrom(commune, id, 'superviseur-alerte')
    assert.deepEqual(
      alerts.map((mail) => mail.recipient),
      [commune.accounts.superviseur.email]
    )
    assert.equal((await dossierOf(commune, id)).state, 'recu')
  })

  test('happen once each when two run at the same moment', async ({ assert }) => {
    const commune = await aCommune()
    const ids = await Promise.all(
      Array.from({ length: 12 }, () => correctionAskedAt(commune, MONDAY))
    )
    const now = MONDAY.plus({ days: 40 })
    const run = () => withCommune(commune.id, () => new RunDeadlines().handle(now))
    const [one, other] = await Promise.all([run(), run()])
    assert.equal(one! + other!, ids.length)
    await Promise.all([runAt(commune, now), runAt(commune, now)])

    for (const id of ids) {
      assert.deepEqual(await cameTo(commune, id), CLOSED)
      assert.lengthOf(await mailsFrom(commune, id, 'usager-sans-suite'), 1)
    }
  })

  test('leave the dossiers of another commune alone', async ({ assert }) => {
    const [plassans, montsou] = [await aCommune(), await aCommune()]
    const id = await correctionAskedAt(montsou, MONDAY)
    assert.equal(await runAt(plassans, MONDAY.plus({ days: 40 })), 0)
    assert.isEmpty(await cameTo(montsou, id))
  })

  test('that cannot be carried out do not hold up the others', async ({ assert }) => {
    const commune = await aCommune()
    const broken = await correctionAskedAt(commune, MONDAY)
    const sound = await correctionAskedAt(commune, MONDAY)
    await withCommune(commune.id, () =>
      sql(`update dossiers set standing = standing || '{"state": "nulle-part"}' where id = ?`, [
        broken,
      ])
    )
    const now = MONDAY.plus({ days: 40 })
    assert.equal(await runAt(commune, now), 2)
    assert.deepEqual(await cameTo(commune, sound), CLOSED)
    assert.equal(
      (await dossierOf(commune, broken)).dueAt?.toMillis(),
      now.plus({ hours: 1 }).toMillis()
    )
  })

  test('find their date again where it is wrong', async ({ assert }) => {
    const commune = await aCommune()
    const id = await submittedAt(commune, MONDAY)
    await actAt(commune, id, 'accepter', {}, MONDAY)
    const waiting = await submittedAt(commune, MONDAY)
    const before = await dossierOf(commune, waiting)
    await withCommune(commune.id, () => sql(`update dossiers set due_at = '2026-03-03'`))

    assert.equal(await runAt(commune, at('2026-03-03T12:00')), 2)
    const after = await dossierOf(commune, waiting)
    assert.equal(after.dueAt?.toMillis(), at('2026-03-18T00:00').toMillis())
    assert.deepEqual(after.updatedAt, before.updatedAt)
    assert.isNull((await dossierOf(commune, id)).dueAt)
  })

  test('are found by two workers in every commune, and mailed once', async ({ assert }) => {
    const [plassans, montsou] = [await aCommune(), await aCommune()]
    const past = DateTime.now().minus({ days: 40 })
    const ids = [await correctionAskedAt(plassans, past), await correctionAskedAt(montsou, past)]
    const fresh = await submittedAt(plassans, DateTime.now())
    await asOwner('delete from graphile_worker._private_jobs')

    await asOwner(
      `select graphile_worker.add_job('deadlines'), graphile_worker.add_job('deadlines')`
    )
    await Promise.all([runJobs(), runJobs()])

    assert.isEmpty(await cameTo(plassans, fresh))
    for (const [index, commune] of [plassans, montsou].entries()) {
      assert.deepEqual(await cameTo(commune, ids[index]!), CLOSED)
      const [mail, ...others] = await mailsFrom(commune, ids[index]!, 'usager-sans-suite')
      assert.isEmpty(others)
      const received = server.received.filter(({ messageId }) => messageId?.includes(mail!.id))
      assert.lengthOf(received, 1)
    }
  })
})
