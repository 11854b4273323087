import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { startApp } from './support/children.js'
import { sharedCluster, postmasterOf, start, query, until } from './support/folders.js'

test.group('Embedded PostgreSQL: the end of its user', () => {
  test('a Ctrl-C, which reaches the whole group, stops the server in order and first', async ({
    assert,
  }) => {
    const dataDir = await sharedCluster()
    const app = await startApp(dataDir, 'stay', { detached: true })
    process.kill(-app.child.pid!, 'SIGINT')
    await app.ended

    assert.equal(app.child.signalCode, 'SIGINT')
    assert.isUndefined(await postmasterOf(dataDir))
    const log = await readFile(`${dataDir}.log`, 'utf8')
    assert.match(log, /fast shutdown request[^]*database system is shut down/)
    assert.notMatch(log, /immediate shutdown/)
  })

  test('an app that forgets to stop it may end, by itself or by exit', async ({ assert }) => {
    for (const how of ['end', 'exit'] as const) {
      const dataDir = await sharedCluster()
      const app = await startApp(dataDir, how)
      await app.ended
      assert.equal(app.child.exitCode, 0)
      await until(async () => !(await postmasterOf(dataDir)))
    }
  })

  test('an app that forgets to stop it does not stop it for the others', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const server = await start(dataDir)
    const forgetful = await startApp(dataDir, 'exit')
    assert.isTrue(forgetful.server.adopted)
    await forgetful.ended
    // Longer than the last resort waits for the session of the process that ended.
    await new Promise((resolve) => setTimeout(resolve, 1500))

    await query(server.appUrl, 'select 1')
    assert.isDefined(await postmasterOf(dataDir))
  })
})
