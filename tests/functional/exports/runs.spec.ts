import { once } from 'node:events'
import { mkdir, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import Account from '#identity/account'
import { DESKS } from '#reporting/desks'
import { AskExport } from '#reporting/exports/actions/ask_export'
import { RunExport } from '#reporting/exports/actions/run_export'
import { WithdrawExport } from '#reporting/exports/actions/withdraw_export'
import { dossiersQuery, fileNamesQuery } from '#reporting/exports/gather'
import type ListExport from '#reporting/exports/list_export'
import { folderOf, makeExport } from '#reporting/exports/make'
import { readListAddress } from '#reporting/list_request'
import { sql, withCommune } from '#tenancy/scope'
import { fillCommune } from '#database/generate/fill'
import { asOwner } from '#tests/support/jobs'
import { planOf } from '#tests/support/plans'
import { aCommune, type TestCommune } from '#tests/support/world'
import { lastExport } from './support.js'

const COUNT = 2_300

test.group('An export of many dossiers', (group) => {
  let commune: TestCommune

  group.setup(async () => {
    commune = await aCommune()
    await fillCommune(commune.id, COUNT)
  })
  group.each.timeout(120_000)

  const asked = () =>
    withCommune(commune.id, async () => {
      const account = await Account.findOrFail(commune.accounts.superviseur.id)
      await account.load('memberships')
      await sql(
        `update list_exports set state = 'cancelled' where state in ('waiting', 'reading', 'writing')`
      )
      const outcome = await new AskExport().handle({
        account,
        desk: 'superviseur',
        address: '/superviseur/dossiers',
        format: 'csv',
      })
      if (outcome.type !== 'asked') throw new Error(outcome.type)
      return outcome.listExport.id
    })
  const run = (id: string) => new RunExport().handle(commune.id, id)
  const linesOf = async ({ diskKey }: ListExport): Promise<string[][]> =>
    parse(await buffer(await drive.use().getStream(diskKey!)), { delimiter: ';', bom: true })
  const foldersOf = async (id: string) =>
    (await readdir(tmpdir())).filter((name) => name.includes(id))
  const order = (name: string) => ({
    name,
    communeId: commune.id,
    desk: DESKS.superviseur,
    request: readListAddress('/superviseur/dossiers', DESKS.superviseur),
    format: 'csv' as const,
    limits: null,
  })

  test('holds each once, and says how far it is', async ({ assert }) => {
    const steps: string[] = []
    let bytes!: Buffer
    const made = await makeExport(
      order('some'),
      async (stream) => {
        bytes = await buffer(stream)
      },
      async ({ state, done, total }) => {
        steps.push(`${state} ${done}/${total}`)
      }
    )
    assert.equal(made.rows, COUNT)
    assert.deepEqual(made.demarcheIds, [commune.demarche.id])
    assert.deepEqual(steps, [
      ...[0, 500, 1000, 1500, 2000].map((done) => `reading ${done}/${COUNT}`),
      `writing 0/${COUNT}`,
    ])
    const references = parse(bytes, { delimiter: ';', bom: true }).map(([first]: string[]) => first)
    const sent = references.slice(1).filter(Boolean)
    assert.equal(new Set(sent).size, sent.length)
    assert.isEmpty(await foldersOf('some'))
  })

  test('begins again after a worker was killed, and leaves nothing of it', async ({ assert }) => {
    const id = await asked()
    await withCommune(commune.id, () =>
      sql(
        `update list_exports set state = 'reading', attempt = 1, done = 500, total = ? where id = ?`,
        [COUNT, id]
      )
    )
    await mkdir(folderOf(`${id}-1`), { recursive: true })

    await run(id)

    const found = await lastExport(commune)
    assert.containsSubset(found.$attributes, { state: 'ready', attempt: 2, done: COUNT })
    assert.lengthOf(await linesOf(found), COUNT + 1)
    assert.isEmpty(await foldersOf(id))
    await run(id)
    assert.equal((await lastExport(commune)).attempt, 2, 'a job that comes twice does nothing')
  })

  test('is made by one worker, where another was taken for dead', async ({ assert }) => {
    const id = await asked()
    await Promise.all([run(id), run(id)])

    const found = await lastExport(commune)
    assert.containsSubset(found.$attributes, { state: 'ready', attempt: 2 })
    assert.lengthOf(await linesOf(found), COUNT + 1)
    assert.isEmpty(await foldersOf(id))
    const mails = await withCommune(commune.id, () =>
      sql(`select id from mails where id = ?`, [found.mailId])
    )
    assert.lengthOf(mails, 1)
  })

  test('waits for the one before it, so that mails need not', async ({ assert }) => {
    const [first, second] = [await asked(), await asked()]
    await withCommune(commune.id, () =>
      sql(`update list_exports set state = 'writing' where id = ?`, [first])
    )
    await run(second)
    assert.equal((await lastExport(commune)).state, 'waiting')
    const [job] = await asOwner(
      `select run_at > now() as later from graphile_worker.jobs where key = $1`,
      [`export_list:${second}`]
    )
    assert.isTrue(job!.later)

    await withCommune(commune.id, () =>
      sql(`update list_exports set state = 'cancelled' where id = ?`, [first])
    )
    await run(second)
    assert.equal((await lastExport(commune)).state, 'ready')
  })

  test('stops where it is cancelled, and leaves no file', async ({ assert }) => {
    const id = await asked()
    const cancels = (async () => {
      for (;;) {
        const { done } = await lastExport(commune)
        if (done >= 500) break
      }
      return withCommune(commune.id, () =>
        new WithdrawExport().handle(id, commune.accounts.superviseur.id)
      )
    })()
    await Promise.all([run(id), cancels])

    assert.equal(await cancels, 'cancelled')
    assert.equal((await lastExport(commune)).state, 'cancelled')
    assert.isFalse(await drive.use().exists(`${commune.id}/listes/${id}.csv`))
    assert.isEmpty(await foldersOf(id))
  })

  test('that fails says so, leaves nothing, and is tried again', async ({ assert }) => {
    const id = await asked()
    const disk = drive.use()
    const putStream = disk.putStream.bind(disk)
    disk.putStream = async (_key, bytes) => {
      await once(bytes as Readable, 'readable')
      throw new Error('the disk is full')
    }
    try {
      await assert.rejects(() => run(id), 'the disk is full')
    } finally {
      disk.putStream = putStream
    }
    assert.equal((await lastExport(commune)).state, 'failed')
    assert.isEmpty(await foldersOf(id))

    await run(id)
    assert.equal((await lastExport(commune)).state, 'ready')
  })

  test('reads from indexes, and of dossiers those it was given', async ({ assert }) => {
    const ids = await withCommune(commune.id, async () => {
      const rows = await sql<{ id: string }>('select id from dossiers order by id limit 500')
      return rows.map(({ id }) => id)
    })
    for (const { query, bindings } of [dossiersQuery(ids), fileNamesQuery(ids)]) {
      const nodes = await planOf(commune.id, async () => {
        // A table of a few rows would be read whole, whatever indexes it has.
        await sql(`select set_config('enable_seqscan', 'off', true)`)
        await sql(query, bindings)
      })
      const scans = nodes.filter((node) => node['Relation Name'])
      assert.isNotEmpty(scans)
      for (const node of scans) {
        assert.notMatch(node['Node Type'], /Seq Scan/, node['Relation Name'])
        const read = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)
        assert.isAtMost(read * node['Actual Loops'], 500, node['Relation Name'])
      }
    }
  })
})
