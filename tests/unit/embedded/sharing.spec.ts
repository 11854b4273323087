import { test } from '@japa/runner'
import { claim } from '../../../database/embedded/main.js'
import { startApp } from './support/children.js'
import {
  sharedCluster,
  postmasterOf,
  query,
  start,
  temporaryFolder,
  until,
} from './support/folders.js'

test.group('Embedded PostgreSQL: several users', () => {
  test('two first starts at once make one cluster and share one server', async ({ assert }) => {
    const { dataDir } = await temporaryFolder()
    const apps = await Promise.all([startApp(dataDir), startApp(dataDir)])

    assert.sameMembers(
      apps.map(({ server }) => server.adopted),
      [true, false]
    )
    assert.equal(apps[0].server.ownerUrl, apps[1].server.ownerUrl)
    await Promise.all(apps.map((app) => app.kill('SIGTERM')))
    assert.isUndefined(await postmasterOf(dataDir))
  })

  test('the server stops with its last user, whoever started it', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const first = await start(dataDir)
    const second = await start(dataDir)
    assert.deepEqual([first.adopted, second.adopted], [false, true])

    await first.stop()
    await query(second.appUrl, 'select 1')
    await second.stop()
    await second.stop()
    assert.isUndefined(await postmasterOf(dataDir))
  })

  test('an orphan is adopted, and stops with the one who adopted it', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const app = await startApp(dataDir)
    const orphan = await postmasterOf(dataDir)
    await app.kill('SIGKILL')
    assert.deepEqual(await postmasterOf(dataDir), orphan)

    const server = await start(dataDir)
    assert.isTrue(server.adopted)
    await query(server.ownerUrl, 'select 1')
    await server.stop()
    assert.isUndefined(await postmasterOf(dataDir))
  })

  test('who arrives while the last user leaves gets a server', async ({ assert }) => {
    const dataDir = await sharedCluster()
    for (let round = 0; round < 2; round++) {
      const leaving = await start(dataDir)
      const [arriving] = await Promise.all([start(dataDir), leaving.stop()])
      await query(arriving.appUrl, 'select 1')
      await arriving.stop()
    }
    assert.isUndefined(await postmasterOf(dataDir))
  })

  test('users who leave at once leave nothing behind', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const users = [await start(dataDir), await start(dataDir), await start(dataDir)]
    await Promise.all(users.map((user) => user.stop()))
    assert.isUndefined(await postmasterOf(dataDir))
  })

  test('a name is held by one process at a time, and the other learns by whom', async ({
    assert,
  }) => {
    const server = await start(await sharedCluster())
    const before = Date.now()
    const web = await claim(server, 'web')
    const second = await claim(server, 'web')
    const worker = await claim(server, 'worker')

    if (!web.ok || !worker.ok || second.ok) return assert.fail('one holder per name')
    assert.equal(second.by.pid, process.pid)
    assert.closeTo(second.by.since.getTime(), before, 5000)

    await web.release()
    await until(async () => {
      const third = await claim(server, 'web')
      return third.ok
    })
  })
})
