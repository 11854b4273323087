import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { StorePiece } from '#documents/actions/store_piece'
import { aDraft, aSubmittedDossier } from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'
import { withCommune } from '#tenancy/scope'

async function aPiece(commune: TestCommune, dossierId: string) {
  const tmpPath = join(tmpdir(), `${dossierId}.txt`)
  await writeFile(tmpPath, 'Le plan du carrefour')
  const outcome = await withCommune(commune.id, () =>
    new StorePiece().handle({
      dossierId,
      file: { tmpPath, clientName: 'plan.txt' },
      addedBy: 'usager',
      authorLabel: 'Zoé Martin',
      maxSize: 1000,
    })
  )
  if (outcome.type !== 'stored') throw new Error(outcome.type)
  return outcome.piece.id
}

test.group('The pieces that a superviseur opens', () => {
  test('are those of dossiers that were sent, in this commune', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const draft = await aDraft(commune)
    const piece = await aPiece(commune, id)
    const unsent = await aPiece(commune, draft)
    const chief = await commune.signedIn('superviseur')
    const other = await (await aCommune()).signedIn('superviseur')
    const path = `/superviseur/dossiers/${id}/pieces/${piece}`

    const page = await chief.get(path)
    assert.equal(page.body, 'Le plan du carrefour')
    assert.match(String(page.headers['content-disposition']), /^attachment/)
    for (const absent of [
      `/superviseur/dossiers/${draft}/pieces/${unsent}`,
      `/superviseur/dossiers/${id}/pieces/${unsent}`,
    ]) {
      assert.equal((await chief.get(absent)).status, 404)
    }
    assert.equal((await other.get(path)).status, 404)
    assert.equal((await (await commune.signedIn('accueil')).get(path)).status, 404)
  })
})
