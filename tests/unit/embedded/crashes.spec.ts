import { readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { test } from '@japa/runner'
import { startApp } from './support/children.js'
import { sharedCluster, killServer, postmasterOf, query, start, until } from './support/folders.js'

test.group('Embedded PostgreSQL: crashes', () => {
  test('after the app and its server were killed, the next start recovers the data', async ({
    assert,
  }) => {
    const dataDir = await sharedCluster()
    const app = await startApp(dataDir)
    await query(
      app.server.ownerUrl,
      'drop table if exists kept; create table kept as select 42 as answer'
    )
    await app.kill('SIGKILL')
    await killServer(dataDir)

    const server = await start(dataDir)
    assert.isFalse(server.adopted)
    assert.deepEqual(await query(server.ownerUrl, 'select * from kept'), [{ answer: 42 }])
  })

  test('a postmaster.pid whose number went to another process is no server', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const first = await start(dataDir)
    const left = await readFile(`${dataDir}/postmaster.pid`, 'utf8')
    await first.stop()
    await writeFile(`${dataDir}/postmaster.pid`, left.replace(/^\d+/, String(process.pid)))

    const server = await start(dataDir)
    assert.isFalse(server.adopted)
    await query(server.appUrl, 'select 1')
  })

  test('a lock file whose process is gone, or whose number was used again, holds nobody up', async ({
    assert,
  }) => {
    const dataDir = await sharedCluster()
    for (const left of ['999999999 1', `${process.pid} 1`]) {
      await writeFile(`${dataDir}.lock`, left)
      const server = await start(dataDir)
      await server.stop()
    }
    assert.notInclude(await readdir(dirname(dataDir)), 'postgres.lock')
  })

  test('a server that is killed under its user comes back on the same port', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const lines: string[] = []
    const server = await start(dataDir, { log: (line) => lines.push(line) })
    const { pid } = (await postmasterOf(dataDir))!
    process.kill(pid, 'SIGKILL')

    await until(() => query(server.appUrl, 'select 1').catch(() => undefined))
    assert.notEqual((await postmasterOf(dataDir))!.pid, pid)
    assert.match(lines.join('\n'), /redémarre/)
    await server.stop()
    assert.isUndefined(await postmasterOf(dataDir))
  })

  test('a server that somebody stopped in order stays stopped', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const lines: string[] = []
    const server = await start(dataDir, { log: (line) => lines.push(line) })
    process.kill((await postmasterOf(dataDir))!.pid, 'SIGINT')

    await until(async () => lines.length > 0)
    assert.deepEqual(lines, ["PostgreSQL a été arrêté de l'extérieur."])
    await server.stop()
    assert.isUndefined(await postmasterOf(dataDir))
  })
})
