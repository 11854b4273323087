import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { test } from '@japa/runner'
import pg from 'pg'
import { sharedCluster, query, start } from './support/folders.js'

test.group('Embedded PostgreSQL: a cluster', () => {
  test('is in UTF-8 and durable, belongs to its owner, and closes its passwords away', async ({
    assert,
  }) => {
    const dataDir = await sharedCluster()
    const server = await start(dataDir, { durable: true })

    assert.isFalse(server.adopted)
    const rows = await query(
      server.ownerUrl,
      `select current_setting('fsync') as fsync, current_setting('server_version_num')::int / 10000 as major,
         pg_encoding_to_char(encoding) as encoding, datlocale as locale, datdba::regrole::text as owner
       from pg_database where datname = 'guichet'`
    )
    assert.deepEqual(rows, [
      { fsync: 'on', major: 18, encoding: 'UTF8', locale: 'C.UTF-8', owner: 'guichet_owner' },
    ])
    assert.equal((await stat(`${dataDir}/guichet.json`)).mode & 0o777, 0o600)
  })

  test('gives the serving role nothing but a connection', async ({ assert }) => {
    const { appUrl } = await start(await sharedCluster())

    const [role] = await query(
      appUrl,
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
         (select count(*)::int from pg_shdepend where refobjid = pg_roles.oid and deptype = 'o') as owned,
         has_database_privilege('guichet', 'create') as creates,
         has_schema_privilege('public', 'create') as creates_tables
       from pg_roles where rolname = current_user`
    )
    assert.deepEqual(new Set(Object.values(role)), new Set([false, 0]))
    await assert.rejects(() => query(appUrl.replace(/guichet$/, 'postgres'), 'select 1'), /denied/)
  })

  test('lets the owner use, create and drop the extensions without being superuser', async ({
    assert,
  }) => {
    const { ownerUrl } = await start(await sharedCluster())

    const [role] = await query(
      ownerUrl,
      'select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user'
    )
    assert.deepEqual(Object.values(role), [false, false, false])
    const [found] = await query(
      ownerUrl,
      `select unaccent('Élève') as plain, 'A'::citext = 'a' as citext, length(digest('x', 'sha256')) as digest,
         similarity('école', 'écoles') > 0.5 as similar, to_tsvector('simple', 'été') as words`
    )
    assert.deepEqual(Object.values(found), ['Eleve', true, 32, true, "'été':1"])
    await query(ownerUrl, 'drop extension btree_gin; create extension btree_gin')
  })

  test('is reached on 127.0.0.1 with a password, and in no other way', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const { appUrl, port } = await start(dataDir)

    const wrong = appUrl.replace(/:[^:]+@/, ':wrong@')
    await assert.rejects(() => query(wrong, 'select 1'), /password authentication failed/)
    const [, , , , socket] = (await readFile(`${dataDir}/postmaster.pid`, 'utf8')).split('\n')
    assert.equal(socket, '')
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each && !each.internal && each.family === 'IPv4')
    if (!outside) return
    const client = new pg.Client({ host: outside.address, port })
    await assert.rejects(() => client.connect(), /ECONNREFUSED/)
  })

  test('keeps its data and its port from one start to the next', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const first = await start(dataDir)
    await query(
      first.ownerUrl,
      'drop table if exists kept; create table kept as select 42 as answer'
    )
    await first.stop()

    const second = await start(dataDir)
    assert.deepEqual({ ...second, stop: 0 }, { ...first, stop: 0 })
    assert.deepEqual(await query(second.ownerUrl, 'select * from kept'), [{ answer: 42 }])
  })

  test('takes another port when its own is in use', async ({ assert }) => {
    const dataDir = await sharedCluster()
    const first = await start(dataDir)
    await first.stop()
    const other = createServer().listen(first.port, '127.0.0.1')

    const second = await start(dataDir)
    other.close()
    assert.notEqual(second.port, first.port)
    await query(second.appUrl, 'select 1')
  })
})
