import { spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { getActiveTestOrFail, test } from '@japa/runner'
import { startApp } from './support/children.js'
import {
  copiedCluster,
  postmasterOf,
  query,
  sharedCluster,
  start,
  temporaryFolder,
} from './support/folders.js'

const NOBODY = { uid: 65534, gid: 65534 }
const NAMELESS = { uid: 54321, gid: 54321 }
const isRoot = process.getuid?.() === 0
const loader = ['--import', import.meta.resolve('@poppinss/ts-exec'), '-e', '']
const userReachesUs = isRoot && spawnSync(process.execPath, loader, NOBODY).status === 0

/** Puts a program before the real one that is refused, as a container may refuse it. */
async function refuseTo(folder: string, ...programs: string[]) {
  for (const name of programs) {
    await writeFile(join(folder, name), '#!/bin/sh\necho "Operation not permitted" >&2\nexit 1\n')
    await chmod(join(folder, name), 0o755)
  }
  const path = process.env.PATH
  process.env.PATH = `${folder}:${path}`
  getActiveTestOrFail().cleanup(() => void (process.env.PATH = path))
}

async function ownersIn(dataDir: string) {
  const paths = ['.', ...(await readdir(dataDir, { recursive: true }))]
  const stats = await Promise.all(paths.map((path) => stat(join(dataDir, path)).catch(() => {})))
  return new Set(stats.flatMap((found) => found?.uid ?? []))
}

test.group('Embedded PostgreSQL: places', () => {
  test('it runs below a folder that is closed to others and has a space in its name', async ({
    assert,
  }) => {
    const dataDir = await sharedCluster()
    const { mode } = await stat(dirname(dataDir))
    assert.equal(mode & 0o777, 0o700)
    assert.include(dataDir, ' ')
    await query((await start(dataDir)).appUrl, 'select 1')
  })

  test("a plain user makes a cluster, and root uses it without taking the user's files", async ({
    assert,
  }) => {
    const { folder } = await temporaryFolder()
    const dataDir = join(folder, 'projet', 'tmp', 'postgres')
    await mkdir(join(folder, 'projet'), { mode: 0o700 })
    await chmod(folder, 0o711)
    await chown(join(folder, 'projet'), NOBODY.uid, NOBODY.gid)

    const app = await startApp(dataDir, 'stay', NOBODY)
    assert.isUndefined(app.server.error)
    await app.kill('SIGTERM')

    const server = await start(dataDir)
    await query(server.appUrl, 'select 1')
    await server.stop()
    assert.deepEqual(await ownersIn(dirname(dataDir)), new Set([NOBODY.uid]))
  }).skip(!userReachesUs, 'needs root, and a project that other users can read')

  test('a user without a name, as in a container, makes a cluster too', async ({ assert }) => {
    const { folder, dataDir } = await temporaryFolder()
    await chown(folder, NAMELESS.uid, NAMELESS.gid)
    const app = await startApp(dataDir, 'end', NAMELESS)
    await app.ended
    assert.isUndefined(app.server.error)
    assert.deepEqual(await ownersIn(dataDir), new Set([NAMELESS.uid]))
  }).skip(!userReachesUs, 'needs root, and a project that other users can read')

  test('without user namespaces, root gives the data to nobody', async ({ assert }) => {
    const { folder, dataDir } = await copiedCluster()
    await refuseTo(folder, 'unshare')
    const closed = await start(dataDir)
    await query(closed.appUrl, 'select 1')
    assert.equal((await stat(`/proc/${(await postmasterOf(dataDir))!.pid}`)).uid, NOBODY.uid)
    await closed.stop()

    await refuseTo(folder, 'setpriv')
    await assert.rejects(() => start(dataDir), /refuse le compte root[^]*Operation not permitted/)

    await chmod(folder, 0o711)
    const open = await start(dataDir)
    await query(open.appUrl, 'select 1')
    await open.stop()
    assert.deepEqual(await ownersIn(dataDir), new Set([NOBODY.uid]))
  }).skip(process.platform !== 'linux' || !isRoot, 'is about root on Linux')
})
