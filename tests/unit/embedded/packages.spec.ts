import { chmod, mkdir, readFile, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { findBinaries, hydrateSymlinks } from '../../../database/embedded/binaries.js'
import { runAs } from '../../../database/embedded/commands.js'
import { rotateLog, tailOf } from '../../../database/embedded/log.js'
import { temporaryFolder } from './support/folders.js'

const root = new URL('../../../', import.meta.url)
const readJson = async (name: string) => JSON.parse(await readFile(new URL(name, root), 'utf8'))

async function packageWithoutLinks() {
  const { folder } = await temporaryFolder()
  const libraries = join(folder, 'native', 'lib')
  await mkdir(libraries, { recursive: true })
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
  await writeFile(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links))
  return { folder, libraries }
}

test.group('Embedded PostgreSQL: its package', () => {
  test('the links that an install without scripts left out are made, once', async ({ assert }) => {
    const { folder, libraries } = await packageWithoutLinks()
    await Promise.all([hydrateSymlinks(folder), hydrateSymlinks(folder)])
    await hydrateSymlinks(folder)
    assert.equal(await readlink(join(libraries, 'libpq.so.5')), 'libpq.so.5.18')
  })

  test('in a node_modules that is read-only it says what to do', async ({ assert }) => {
    const { folder, libraries } = await packageWithoutLinks()
    await chmod(libraries, 0o555)
    await assert.rejects(() => hydrateSymlinks(folder), /« npm rebuild »/)
  }).skip(process.getuid?.() === 0, 'root may write everywhere')

  test('its version is the one that its programs tell', async ({ assert }) => {
    const { postgres, major } = await findBinaries()
    const { output } = await runAs({ wrapper: [] }, postgres, ['--version'])
    assert.match(output, new RegExp(`\\(PostgreSQL\\) ${major}\\.`))
  })

  test('npm is allowed every install script of the lock file, and no other', async ({ assert }) => {
    const { packages } = await readJson('package-lock.json')
    const withScripts = Object.entries<{ hasInstallScript?: boolean }>(packages)
      .filter(([, found]) => found.hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
    const { allowScripts } = await readJson('package.json')
    assert.sameMembers(Object.keys(allowScripts), [...new Set(withScripts)])
  })

  test('a log that has grown is put aside, and its end can be quoted', async ({ assert }) => {
    const { folder } = await temporaryFolder()
    const log = join(folder, 'postgres.log')
    await writeFile(log, 'one\ntwo\nthree\n')

    assert.deepEqual(await tailOf(log, 0, 2), ['two', 'three'])
    assert.deepEqual(await tailOf(log, 8), ['three'])
    await rotateLog(log, 10)
    assert.equal(await readFile(`${log}.1`, 'utf8'), 'one\ntwo\nthree\n')
    assert.deepEqual(await tailOf(log, 0), [])
  })
})
