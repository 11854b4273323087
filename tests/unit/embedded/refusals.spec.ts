import { readdir, rm, writeFile, mkdir, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { EmbeddedPostgresError } from '../../../database/embedded/main.js'
import { restoreLater, sharedCluster, start, temporaryFolder } from './support/folders.js'

async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason) => reason
  )
  if (error instanceof EmbeddedPostgresError) return error.message
  throw error ?? new Error('it started')
}

test.group('Embedded PostgreSQL: refusals', () => {
  test('data of another major version are named and left alone', async ({ assert }) => {
    const dataDir = await sharedCluster()
    await restoreLater(`${dataDir}/PG_VERSION`)
    await writeFile(`${dataDir}/PG_VERSION`, '17\n')
    const before = await readdir(dataDir)

    const message = await refusalOf(start(dataDir))
    assert.match(message, /^PostgreSQL n'a pas pu démarrer : .*PostgreSQL 17.*version 18/)
    assert.match(message, /pg_dump/)
    assert.deepEqual(await readdir(dataDir), before)
    assert.equal(await readFile(`${dataDir}/PG_VERSION`, 'utf8'), '17\n')
  })

  test('a folder of something else is not turned into a database', async ({ assert }) => {
    const { folder, dataDir } = await temporaryFolder()
    await mkdir(dataDir)
    await writeFile(`${dataDir}/precious.txt`, '')

    assert.match(await refusalOf(start(dataDir)), /autre chose qu'une base/)
    assert.deepEqual(await readdir(dataDir), ['precious.txt'])
    assert.deepEqual(await readdir(folder), ['postgres'])
  })

  test("a server that does not start is told in PostgreSQL's own words", async ({ assert }) => {
    const dataDir = await sharedCluster()
    const message = await refusalOf(start(dataDir, { settings: { work_mem: 'beaucoup' } }))

    assert.match(message, /\| .*invalid value for parameter "work_mem": "beaucoup"/)
    assert.include(message, `${dataDir}.log`)
    assert.match(message, /DATABASE_URL/)
  })

  test('lost passwords are said to be lost', async ({ assert }) => {
    const dataDir = await sharedCluster()
    await restoreLater(`${dataDir}/guichet.json`)
    await rm(`${dataDir}/guichet.json`)
    assert.match(await refusalOf(start(dataDir)), /guichet\.json/)
  })

  test('passwords that a running server does not take are told apart', async ({ assert }) => {
    const dataDir = await sharedCluster()
    await restoreLater(`${dataDir}/guichet.json`)
    await start(dataDir)
    const access = JSON.parse(await readFile(`${dataDir}/guichet.json`, 'utf8'))
    access.passwords.postgres = 'other'
    await writeFile(`${dataDir}/guichet.json`, JSON.stringify(access))

    assert.match(await refusalOf(start(dataDir)), /refuse leur mot de passe/)
  })
})
