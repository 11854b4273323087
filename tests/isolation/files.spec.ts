import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { dataRoot } from '#database/server'
import Piece from '#documents/piece'
import { withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'

test.group('A file', () => {
  test('lies under the prefix of its commune, whatever it is called', async ({ assert }) => {
    const [plassans, montsou] = [await aCommune(), await aCommune()]
    const visitor = plassans.visitor()
    const first = await visitor.get('/demarches/demande/remplir')
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64'
    )
    const name = `../../${montsou.id}/photo.png`
    await visitor.submit(first, {
      'f[demande][objet]': 'Un nid-de-poule',
      'f[demande][photos]': { file: png, name, type: 'image/png' },
    })

    const pieces = await withCommune(plassans.id, () => Piece.all())
    assert.lengthOf(pieces, 1)
    const { diskKey, dossierId, id } = pieces[0]!
    assert.equal(diskKey, `${plassans.id}/${dossierId}/${id}.png`)
    assert.deepEqual(await readFile(join(dataRoot(app), 'pieces', diskKey)), png)
    assert.isEmpty(await withCommune(montsou.id, () => Piece.all()))
  })
})
