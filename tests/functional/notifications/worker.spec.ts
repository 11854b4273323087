import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { openQueue } from '#notifications/queue'
import { startWorker } from '#notifications/worker'
import { asOwner } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'
import { promiseDraftMail, readMail, withMailServer } from './support.js'

test.group('A worker', (group) => {
  const server = withMailServer(group)
  const children: ChildProcess[] = []
  group.each.teardown(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

  /** `node ace worker`, as in production, on this database and this mail server. */
  function aWorkerApart() {
    const env = { ...process.env, SMTP_HOST: '127.0.0.1', SMTP_PORT: String(server.port) }
    const child = spawn(process.execPath, ['ace.js', 'worker'], {
      cwd: app.makePath(),
      env,
      stdio: 'ignore',
    })
    children.push(child)
    return child
  }

  test('sends within moments what is promised while it waits', async ({ assert }) => {
    const commune = await aCommune()
    const worker = await startWorker()
    try {
      const id = await promiseDraftMail(commune)
      await until(() => server.received.length > 0)
      await until(async () => (await readMail(commune, id)).status === 'sent')
    } finally {
      await worker.stop()
    }
    assert.lengthOf(server.received, 1)
  })

  test('that is killed leaves its job to another', async ({ assert }) => {
    const commune = await aCommune()
    const id = await promiseDraftMail(commune)
    const reached = server.keepSenderWaiting()
    const child = aWorkerApart()
    await reached

    assert.equal(await freeDead(), 0, 'a worker that lives keeps its job')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const [left] = await asOwner('select locked_by from graphile_worker.jobs')
    assert.isNotNull(left!.locked_by)

    const worker = await startWorker()
    try {
      await until(async () => (await readMail(commune, id)).status === 'sent')
    } finally {
      await worker.stop()
    }
    assert.deepEqual(
      server.received.map((mail) => mail.messageId),
      [`<${id}@${commune.host}>`]
    )
  }).timeout(90_000)

  test('takes its locks again when the database dropped its connections', async ({ assert }) => {
    const commune = await aCommune()
    const worker = await startWorker()
    try {
      const reached = server.keepSenderWaiting()
      await promiseDraftMail(commune)
      await reached
      await asOwner(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guichet-lease'`
      )
      await sleep(2500)
      assert.equal(await freeDead(), 0)
    } finally {
      await server.stop()
      await worker.stop()
      await server.start()
    }
  })
})

async function freeDead() {
  const { lease } = openQueue()
  try {
    return await lease.freeDead()
  } finally {
    await lease.close()
  }
}

async function until(holds: () => boolean | Promise<boolean>) {
  const deadline = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not happen within 20 seconds')
    await sleep(50)
  }
}
