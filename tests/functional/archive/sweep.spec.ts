import { test } from '@japa/runner'
import { SweepFiles } from '#archive/actions/sweep_files'
import drive from '@adonisjs/drive/services/main'
import { aClosedDossier, aFile, isOnDisk } from './support.js'
import { AskArchives } from '#archive/actions/archive_dossiers'
import Archive from '#archive/archive'
import { sql, withCommune } from '#tenancy/scope'
import { aSubmittedDossier, piecesOf } from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'

const HOUR = 60 * 60 * 1000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR)

test.group('Bytes that no row names', () => {
  test('go after a day, of their commune alone, and nothing that a row names', async ({
    assert,
  }) => {
    const [commune, other] = [await aCommune(), await aCommune()]
    const id = await aClosedDossier(commune)
    await withCommune(commune.id, () => new AskArchives().handle([id], 'Sylvie'))
    await runJobs()
    const pieces = await piecesOf(commune, id)
    const archive = await withCommune(commune.id, () => Archive.findByOrFail({ dossierId: id }))
    const named = [...pieces.map(({ diskKey }) => diskKey), archive.diskKey]
    // Named by another dossier than its folder says: an import may have put it there.
    const elsewhere = await aSubmittedDossier(commune)
    const moved = await aFile(commune, elsewhere, 'plan.txt', 'un plan')
    await withCommune(commune.id, () =>
      sql('update pieces set dossier_id = ? where id = ?', [id, moved.id])
    )
    named.push(moved.diskKey)
    const left = [
      `${commune.id}/${id}/0198f2a0-5b7c-7cc1-9c1f-3f1d2a4b5c6d.txt`,
      `${commune.id}/0198f2a0-5b7c-7cc1-9c1f-3f1d2a4b5c6d/seul.pdf`,
      `${commune.id}/pictures/perdue.webp`,
    ]
    const theirs = `${other.id}/${id}/0198f2a0-5b7c-7cc1-9c1f-3f1d2a4b5c6d.txt`
    for (const key of [...left, theirs]) await drive.use().put(key, 'oubliés')
    const sweep = new SweepFiles(commune.id)

    assert.equal(await sweep.handle(inHours(23), 1), 0, 'they may still get their row')
    assert.equal(await sweep.handle(inHours(25), 1), 3)

    for (const key of left) assert.isFalse(await isOnDisk(key), key)
    for (const key of [...named, theirs]) assert.isTrue(await isOnDisk(key), key)
    assert.equal(await sweep.handle(inHours(25), 1), 0)
  })

  test('each folder has its turn within a week', async ({ assert }) => {
    const commune = await aCommune()
    const folders = Array.from({ length: 12 }, (_, at) => `${commune.id}/dossier-${at}/a.txt`)
    for (const key of folders) await drive.use().put(key, 'oubliés')
    const counts: number[] = []
    for (let day = 2; day < 9; day++) {
      counts.push(await new SweepFiles(commune.id).handle(inHours(24 * day)))
    }
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      12
    )
    assert.isAbove(counts.filter((count) => count > 0).length, 2)
    assert.equal(await new SweepFiles((await aCommune()).id).handle(inHours(48)), 0)
  })
})
