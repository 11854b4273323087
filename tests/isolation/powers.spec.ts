import { test } from '@japa/runner'
import { sql, withCommune } from '#tenancy/scope'
import { asOwner } from '#tests/support/jobs'
import { AppRole } from './support/app_role.js'
import { aLivedInCommune, type LivedIn } from './support/lived_in.js'

const DENIED = '42501'

test.group('The application’s role', (group) => {
  let role: AppRole
  let [plassans, montsou]: LivedIn[] = []
  group.setup(async () => {
    role = await AppRole.connect()
    ;[plassans, montsou] = [await aLivedInCommune(), await aLivedInCommune()]
    return role.close
  })

  test('adds to the journal and to the versions, and rewrites neither', async ({ assert }) => {
    for (const table of ['journal_entries', 'journal_heads', 'demarche_versions']) {
      for (const statement of [`update ${table} set id = id`, `delete from ${table}`]) {
        assert.equal(await role.attempt(plassans!.id, statement), DENIED, statement)
      }
      assert.equal(await role.attempt(plassans!.id, `truncate ${table} cascade`), DENIED, table)
    }
  })

  test('cannot lift the rules that bind it', async ({ assert }) => {
    for (const statement of [
      'alter table dossiers disable row level security',
      'alter table dossiers no force row level security',
      'create policy wide on dossiers using (true)',
      'drop policy commune on dossiers',
      'create table mine (id int)',
      'alter role current_user bypassrls',
      'set session_replication_role = replica',
      'set role guichet_owner',
    ]) {
      assert.equal(await role.attempt(plassans!.id, statement), DENIED, statement)
    }
  })

  test('makes no commune and no hostname, and renames none but its own', async ({ assert }) => {
    const insert = `insert into communes (id, slug, name) values (gen_random_uuid(), 'x', 'X')`
    assert.equal(await role.attempt(plassans!.id, insert), DENIED)
    const host = `insert into hostnames (host, commune_id) values ('x.test', $1)`
    assert.equal(await role.attempt(plassans!.id, host, [plassans!.id]), DENIED)
    const stolen = `update hostnames set commune_id = $1`
    assert.equal(await role.attempt(plassans!.id, stolen, [plassans!.id]), DENIED)
    assert.equal(await role.attempt(plassans!.id, `update communes set name = 'X'`), 1)
    assert.equal(await role.attempt(null, `update communes set name = 'X'`), 0)
    assert.equal(
      await role.attempt(plassans!.id, `update communes set suspended_at = now()`),
      DENIED
    )
  })

  test('reads nothing of the queue, and adds to it by our function only', async ({ assert }) => {
    const tables = await asOwner<{ name: string }>(
      `select quote_ident(relname) as name from pg_class
       where relnamespace = 'graphile_worker'::regnamespace and relkind in ('r', 'v', 'p')`
    )
    assert.isNotEmpty(tables)
    for (const { name } of tables) {
      const read = await role.attempt(plassans!.id, `select * from graphile_worker.${name}`)
      assert.equal(read, DENIED, name)
    }
    const add = `select graphile_worker.add_job('send_mail', '{}'::json)`
    assert.equal(await role.attempt(plassans!.id, add), DENIED)
  })

  test('enqueues within a commune only, and for that one whatever the payload says', async ({
    assert,
  }) => {
    const enqueue = `select enqueue_job('send_mail', $1::jsonb, null, $2)`
    const forged = JSON.stringify({ mailId: 'm', communeId: montsou!.id })
    const key = `forged-${plassans!.id}`
    await assert.rejects(() => role.query(null, enqueue, [forged, key]), /scope of a commune/)

    await withCommune(plassans!.id, () =>
      sql('select enqueue_job(?, ?::jsonb, null, ?)', ['send_mail', forged, key])
    )
    const jobs = await asOwner(
      `select payload ->> 'communeId' as commune from graphile_worker._private_jobs where key = $1`,
      [key]
    )
    await asOwner('delete from graphile_worker._private_jobs where key = $1', [key])
    assert.deepEqual(jobs, [{ commune: plassans!.id }])
  })
})
