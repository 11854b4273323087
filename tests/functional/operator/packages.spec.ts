import { createWriteStream } from 'node:fs'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { ZipFile } from 'yazl'
import { hashOf, packedTables, sha256, STAYS } from '#archive/commune/contents'
import { exportsHere } from '#archive/commune/exports'
import { ImportCommune } from '#archive/commune/import_commune'
import { packCommune } from '#archive/commune/pack'
import { asOwner, sql, withCommune } from '#tenancy/scope'
import { AppRole } from '#tests/isolation/support/app_role'
import { aLivedInCommune, type LivedIn } from '#tests/isolation/support/lived_in'
import { anOperator } from '#tests/support/console'
import { runJobs } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'

const by = { id: null, name: 'Test' }
let made = 0
const place = () => ({ slug: `copie-${++made}`, host: `copie-${made}.localhost` })

test.group('The package of a commune', (group) => {
  let commune: LivedIn
  let folder: string
  group.setup(async () => {
    commune = await aLivedInCommune()
    folder = await mkdtemp(join(tmpdir(), 'guichet-test-'))
    return () => rm(folder, { recursive: true })
  })

  async function packed(id: string, name: string) {
    const path = join(folder, `${name}.zip`)
    const manifest = await packCommune(id, async (one) => {
      await copyFile(one.path, path)
      return one.manifest
    })
    return { path, manifest }
  }

  test('holds every table of communes but those that say why they stay', async ({ assert }) => {
    const role = await AppRole.connect()
    const all = await role.tenantTables()
    await role.close()
    const { manifest } = await packed(commune.id, 'tables')
    assert.sameMembers([...manifest.tables.map(({ name }) => name), ...Object.keys(STAYS)], all)
    // A commune where something has happened has a row in each: none is there for the look of it.
    for (const { name, rows } of manifest.tables) assert.isAbove(rows, 0, name)
    assert.isAbove(manifest.files.length, 4)
  })

  test('becomes the same commune elsewhere: the same hash, rows and files', async ({ assert }) => {
    const first = await packed(commune.id, 'original')
    const outcome = await new ImportCommune().handle(first.path, place(), by)
    if (outcome.type !== 'imported') throw new Error(JSON.stringify(outcome))
    const second = await packed(outcome.id, 'copy')
    assert.equal(second.manifest.hash, first.manifest.hash)
    assert.deepEqual(second.manifest.files, first.manifest.files)
    assert.equal(outcome.hash, first.manifest.hash)

    // What stays apart: nothing of the original was touched, nor is shared.
    assert.equal((await packed(commune.id, 'again')).manifest.hash, first.manifest.hash)
    const keys = (id: string) =>
      withCommune(id, () => sql<{ key: string }>('select disk_key as key from pieces order by id'))
    for (const { key } of await keys(outcome.id)) assert.isTrue(key.startsWith(`${outcome.id}/`))
    const [state] = await asOwner(null, () =>
      sql('select suspended_at from communes where id = ?', [outcome.id])
    )
    assert.isNotNull(state!.suspended_at, 'nobody is written to before somebody has looked')
  })

  test('has the same hash whatever is in it, and another once a word changes', async ({
    assert,
  }) => {
    const hashes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
            email: fc.emailAddress(),
            others: fc.array(fc.emailAddress(), { maxLength: 3 }),
          }),
          { minLength: 1, maxLength: 5 }
        ),
        async (services) => {
          const { id } = await aCommune()
          await withCommune(id, async () => {
            for (const [index, { name, email, others }] of services.entries()) {
              const clean = `${name.replaceAll('\0', '')} ${index}`
              await sql(
                `insert into services (commune_id, id, name, email, other_emails)
                 values (current_setting('app.commune_id')::uuid, gen_random_uuid(), ?, lower(?), ?)`,
                [clean, email, others]
              )
            }
          })
          const { path, manifest } = await packed(id, 'property')
          const outcome = await new ImportCommune().handle(path, place(), by)
          if (outcome.type !== 'imported') throw new Error(JSON.stringify(outcome))
          const copy = await packed(outcome.id, 'property-copy')
          assert.equal(copy.manifest.hash, manifest.hash)
          hashes.add(manifest.hash)
        }
      ),
      { numRuns: 5 }
    )
    assert.lengthOf([...hashes], 5)
  })

  test('is asked for, made by a job, and for the commune alone to open', async ({ assert }) => {
    const { id, mark } = commune
    const admin = await commune.signedIn('admin')
    const page = await admin.submit(
      await admin.get('/admin/donnees'),
      {},
      { which: 'form[action="/admin/donnees"]' }
    )
    assert.include(page.text, 'En préparation')
    await runJobs()
    const [ready] = await withCommune(id, () => exportsHere())
    assert.equal(ready!.status, 'ready')
    const file = await admin.get(`/admin/donnees/${ready!.id}`)
    assert.equal(file.status, 200)
    assert.equal(file.headers['content-type'], 'application/zip')
    assert.isTrue(file.body.startsWith('PK'))
    const sheet = await (await (await anOperator()).signedIn()).get(`/communes/${id}`)
    assert.include(sheet.text, ready!.hash!)
    assert.notInclude(sheet.body, `/admin/donnees/${ready!.id}`)
    assert.notInclude(sheet.body, mark)
  })

  /** A zip with these files, by their paths. */
  async function zipOf(files: Record<string, string | Buffer>, patch?: [from: string, to: string]) {
    const zip = new ZipFile()
    for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
    zip.end()
    const path = join(folder, `hostile-${++made}.zip`)
    await pipeline(zip.outputStream as Readable, createWriteStream(path))
    if (patch) {
      const { readFile } = await import('node:fs/promises')
      const bytes = (await readFile(path)).toString('latin1').replaceAll(...patch)
      await writeFile(path, bytes, 'latin1')
    }
    return path
  }

  /** A sound package of some rows, as whoever knows the format would make it. */
  async function forged(rows: Record<string, unknown[]>, change: Record<string, unknown> = {}) {
    const facts = JSON.stringify({
      name: 'Faux',
      country: 'FR',
      code: null,
      timezone: 'Europe/Paris',
      branding: {},
      contact: {},
    })
    const texts = Object.entries(rows).map(
      ([name, all]) => [name, all.map((row) => `${JSON.stringify(row)}\n`).join('')] as const
    )
    const tables = texts.map(([name, text]) => ({ name, rows: 1, sha256: sha256(text) }))
    const [{ schema }] = (await asOwner(null, async () => [
      { schema: await (await import('#archive/commune/contents')).schemaName() },
    ])) as [{ schema: string }]
    const factsHash = sha256(facts)
    const hash = hashOf({ tables, files: [], commune: factsHash })
    const manifest = {
      format: 'guichet-commune',
      schema,
      made_at: '',
      tables,
      files: [],
      commune: factsHash,
      hash,
    }
    return {
      'manifest.json': JSON.stringify({ ...manifest, ...change }),
      'commune.json': facts,
      ...Object.fromEntries(texts.map(([name, text]) => [`tables/${name}.jsonl`, text])),
    }
  }

  test('is refused, with the reason, where it is not what it should be', async ({ assert }) => {
    const before = await asOwner(null, () =>
      sql<{ n: number }>('select count(*)::int as n from communes')
    )
    const refusal = async (path: string) => {
      const outcome = await new ImportCommune().handle(path, place(), by)
      return outcome.type === 'refused' ? outcome.reason : outcome.type
    }
    const text = join(folder, 'text.zip')
    await writeFile(text, 'pas un zip')
    const id = '01900000-0000-7000-8000-000000000000'
    const at = '2026-01-01T00:00:00Z'
    const service = {
      ...{ id, name: 'Voirie', email: 'v@v.fr', position: 0, active: true, other_emails: [] },
      ...{ created_at: at, updated_at: at },
    }
    const piece = {
      id,
      dossier_id: id,
      name: 'x',
      type: 'x',
      size: 1,
      digest: '\\x00',
      added_by: 'usager',
      author_label: 'x',
    }
    const sound = await forged({ services: [service] })

    assert.equal(await refusal(text), 'not-a-zip')
    assert.equal(await refusal(await zipOf({ 'commune.json': '{}' })), 'no-manifest')
    assert.equal(await refusal(await zipOf({ 'manifest.json': '{}' })), 'bad-manifest')
    assert.equal(await refusal(await zipOf({ 'evil.sh': 'x' })), 'bad-path')
    const climbing = await zipOf({ 'files/aaaaaaaaa': 'x' }, ['files/aaaaaaaaa', '../../../../xxx'])
    assert.equal(await refusal(climbing), 'bad-path')
    const bomb = await zipOf({ 'tables/services.jsonl': Buffer.alloc(60 * 1024 ** 2) })
    assert.equal(await refusal(bomb), 'too-large')
    assert.equal(
      await refusal(await zipOf({ ...sound, 'tables/services.jsonl': '{}\n' })),
      'changed'
    )
    assert.equal(await refusal(await zipOf({ ...sound, 'files/x.pdf': 'x' })), 'unknown-file')
    const unheard = await forged({ operators: [{ id }] })
    assert.equal(await refusal(await zipOf(unheard)), 'unknown-table')
    const older = await forged({ services: [service] }, { schema: '0001_communes' })
    assert.equal(await refusal(await zipOf(older)), 'other-schema')
    const column = await forged({ services: [{ ...service, commune_id: commune.id }] })
    assert.equal(await refusal(await zipOf(column)), 'unknown-column')
    const theirs = await forged({ pieces: [{ ...piece, disk_key: `../${commune.id}/x.pdf` }] })
    assert.equal(await refusal(await zipOf(theirs)), 'bad-path')
    const dangling = await forged({ pieces: [{ ...piece, disk_key: 'a/x.pdf' }] })
    assert.equal(await refusal(await zipOf(dangling)), 'bad-row')
    const after = await asOwner(null, () =>
      sql<{ n: number }>('select count(*)::int as n from communes')
    )
    assert.deepEqual(after, before, 'nothing is left of them')

    assert.equal(await refusal(await zipOf(sound)), 'imported')
  })

  test('its tables come after those that they refer to', async ({ assert }) => {
    const names = (await asOwner(null, () => packedTables())).map(({ name }) => name)
    for (const [first, then] of [
      ['demarches', 'demarche_versions'],
      ['demarche_versions', 'dossiers'],
      ['services', 'demarches'],
      ['dossiers', 'pieces'],
      ['dossiers', 'journal_entries'],
    ]) {
      assert.isBelow(names.indexOf(first!), names.indexOf(then!), `${first} before ${then}`)
    }
  })
})
