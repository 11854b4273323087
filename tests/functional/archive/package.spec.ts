import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { validateXML } from 'xmllint-wasm'
import { archiveDossier, AskArchives } from '#archive/actions/archive_dossiers'
import Archive from '#archive/archive'
import drive from '@adonisjs/drive/services/main'
import { chained } from '#dossiers/queries/verify_journal'
import { communeById } from '#tenancy/commune'
import { sql, withCommune } from '#tenancy/scope'
import { dossierOf, journalLines, piecesOf } from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { byPoppler, textOf } from '#tests/support/pdf'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aClosedDossier, isOnDisk, sedaSchemas, unzipped } from './support.js'

test.group('The package of an archived dossier', (group) => {
  let commune: TestCommune
  let id: string
  let zip: Buffer
  let files: Map<string, Buffer>
  group.setup(async () => {
    commune = await aCommune()
    id = await aClosedDossier(commune, 'Plan d’accès & <détour>')
    await withCommune(commune.id, () => new AskArchives().handle([id], 'Sylvie Superviseure'))
    await runJobs()
    const archive = await withCommune(commune.id, () => Archive.findByOrFail({ dossierId: id }))
    zip = Buffer.from(await drive.use().getBytes(archive.diskKey))
    files = (await unzipped(zip))?.files ?? new Map()
  })

  test('is a zip that other programs open', async ({ assert }) => {
    const opened = await unzipped(zip)
    if (!opened) return
    assert.include(opened.verdict, 'No errors detected')
    assert.includeMembers(
      [...opened.files.keys()],
      [
        'content/dossier.pdf',
        'content/reponses.json',
        'content/historique.jsonl',
        'content/pieces/01-plan-d-accès.txt',
        'manifest.json',
        'manifest.xml',
        'LISEZMOI.txt',
      ]
    )
    assert.equal(
      opened.files.get('content/pieces/01-plan-d-accès.txt')!.toString(),
      'Plan d’accès & <détour>'
    )
  })

  test('says the SHA-256 of all that it holds, and its journal proves itself', async ({
    assert,
  }) => {
    const manifest = JSON.parse(files.get('manifest.json')!.toString())
    assert.lengthOf(manifest.fichiers, 4)
    for (const { path, size, sha256 } of manifest.fichiers) {
      const bytes = files.get(path)!
      assert.equal(bytes.length, size, path)
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, path)
    }
    const lines = files.get('content/historique.jsonl')!.toString().trim().split('\n')
    let before: Buffer | null = null
    for (const line of lines) {
      const { hash, content } = JSON.parse(line)
      before = chained(before, content)
      assert.equal(before.toString('hex'), hash)
    }
    const archive = await withCommune(commune.id, () => Archive.findByOrFail({ dossierId: id }))
    assert.equal(archive.lines, lines.length)
    assert.deepEqual(Buffer.from(archive.journalHash), before)
    assert.deepEqual(Buffer.from(archive.digest), createHash('sha256').update(zip).digest())
  })

  test('has a manifest of SEDA 2.2', async ({ assert }) => {
    const manifest = files.get('manifest.xml')!.toString()
    assert.include(manifest, 'xmlns="fr:gouv:culture:archivesdefrance:seda:v2.2"')
    assert.equal(manifest.match(/<BinaryDataObject /g)!.length, 4)
    const schemas = await sedaSchemas()
    if (!schemas) return
    const names = (await readdir(schemas)).filter((name) => name.endsWith('.xsd'))
    const preload = await Promise.all(
      names.map(async (fileName) => ({
        fileName,
        contents: await readFile(join(schemas, fileName), 'utf8'),
      }))
    )
    const main = preload.find(({ fileName }) => fileName === 'seda-2.2-main.xsd')!
    const verdict = await validateXML({
      xml: { fileName: 'manifest.xml', contents: manifest },
      schema: main,
      preload,
    })
    assert.deepEqual(verdict.errors, [])
  })

  test('has the dossier as a tagged PDF', async ({ assert }) => {
    const pdf = files.get('content/dossier.pdf')!
    const text = await textOf(pdf)
    const { reference } = await dossierOf(commune, id)
    for (const word of [
      reference!,
      'Un nid-de-poule',
      'Zoé Martin',
      'plan d’accès.txt',
      'C’est d’accord.',
      'Historique',
    ]) {
      assert.include(text, word)
    }
    const poppler = await byPoppler(pdf)
    if (poppler) assert.match(poppler.info, /Tagged:\s+yes/)
  })

  test('is kept once, and the dossier tells that it is archived', async ({ assert }) => {
    const { archivedAt } = await dossierOf(commune, id)
    assert.exists(archivedAt)
    await archiveDossier(id, await communeById(commune.id))
    const rows = await withCommune(commune.id, () => sql('select * from archives'))
    assert.lengthOf(rows, 1)
    const archived = (await journalLines(commune, id)).filter(({ type }) => type === 'archived')
    assert.lengthOf(archived, 1)
  })

  test('is not made of a piece whose bytes were changed', async ({ assert }) => {
    const other = await aClosedDossier(commune, 'les octets')
    const [piece] = await piecesOf(commune, other)
    await drive.use().put(piece!.diskKey, 'LES OCTETS')
    await assert.rejects(async () => archiveDossier(other, await communeById(commune.id)), /bytes/)
    assert.isNull((await dossierOf(commune, other)).archivedAt)
  })

  test('the superviseur archives, downloads, holds and releases', async ({ assert }) => {
    const other = await aClosedDossier(commune)
    const { reference } = await dossierOf(commune, other)
    const chief = await commune.signedIn('superviseur')
    const ready = await chief.get('/superviseur/archives')
    assert.include(ready.text, reference!)
    const empty = await chief.submit(ready, {}, { which: '#archiver' })
    assert.equal(empty.status, 422)
    assert.include(empty.text, 'Cochez au moins un dossier')

    await chief.submit(ready, { dossiers: other }, { which: '#archiver' })
    await runJobs()
    const done = await chief.get('/superviseur/archives?vue=archives')
    assert.include(done.text, 'Jamais téléchargée')
    const got = await chief.get(`/superviseur/dossiers/${other}/archive`)
    assert.equal(got.headers['content-type'], 'application/zip')
    assert.include((await chief.get('/superviseur/archives?vue=archives')).text, 'Téléchargée le')

    const form = await chief.get(`/superviseur/dossiers/${other}/conservation`)
    const refused = await chief.submit(form, { reason: '  ' })
    assert.equal(refused.status, 422)
    const held = await chief.submit(refused, { reason: 'Recours au tribunal' })
    assert.include(held.text, 'Recours au tribunal')
    assert.include((await chief.get('/superviseur/archives?vue=conserves')).text, reference!)
    const released = await chief.submit(held, {}, { which: '#conservation' })
    assert.notInclude(released.text, 'Conservé plus longtemps Recours')
    assert.isNull((await dossierOf(commune, other)).keptAt)
    assert.includeMembers(
      (await journalLines(commune, other)).map(({ label }) => label),
      ['Dossier archivé', 'Conservation prolongée', 'Conservation prolongée levée']
    )

    assert.equal(
      (await (await commune.signedIn('accueil')).get('/superviseur/archives')).status,
      404
    )
    assert.isTrue(await isOnDisk((await piecesOf(commune, other))[0]!.diskKey))
  })
})
