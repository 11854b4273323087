import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { dataRoot } from '#database/server'
import { destroyCommune } from '#tenancy/destroy_commune'
import { destroyCommunes } from '#notifications/platform'
import { asOwner as asOwnerScope, sql, withConsole } from '#tenancy/scope'
import { aLivedInCommune } from '#tests/isolation/support/lived_in'
import { AppRole } from '#tests/isolation/support/app_role'
import { anOperator } from '#tests/support/console'
import { aSubmittedDossier, dossierOf } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'
import type { Visitor } from '#tests/support/visitor'

const form = (end: string) => ({ which: `form[action$="/${end}"]` })

test.group('A commune that is suspended', (group) => {
  let operator: Visitor
  group.setup(async () => {
    operator = await (await anOperator()).signedIn()
  })

  test('says so to everyone, lets nobody in, and loses nothing', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const sheet = await operator.get(`/communes/${commune.id}`)
    const empty = await operator.submit(sheet, { reason: ' ' }, form('suspension'))
    assert.equal(empty.status, 422)
    assert.equal((await agent.get('/accueil')).status, 200)

    const done = await operator.submit(sheet, { reason: 'Impayé' }, form('suspension'))
    assert.include(done.text, 'Suspendue depuis le')
    for (const path of ['/', '/suivi', '/connexion', '/demarches/demande', '/nulle-part']) {
      const page = await commune.visitor().get(path)
      assert.equal(page.status, 503, path)
      assert.include(page.text, 'Ce site est suspendu')
      assert.notInclude(page.text, 'Impayé')
      assert.equal(page.headers['retry-after'], '3600')
    }
    assert.equal((await commune.visitor().get('/theme.css')).status, 200)
    assert.equal((await agent.get('/accueil')).status, 503)
    assert.equal((await commune.visitor().post('/connexion', { email: 'x' })).status, 503)

    const back = await operator.submit(done, {}, form('reprise'))
    assert.include(back.text, 'de nouveau en service')
    assert.equal((await agent.get('/accueil')).status, 200)
    assert.isNotNull((await dossierOf(commune, id)).reference)
    assert.include(back.text, 'Commune suspendue')
    assert.include(back.text, 'Motif : Impayé')
  })
})

test.group('A commune that is deleted', (group) => {
  let operator: Visitor
  group.setup(async () => {
    operator = await (await anOperator()).signedIn()
  })

  test('waits for thirty days, and can be kept', async ({ assert }) => {
    const commune = await aCommune()
    const sheet = await operator.get(`/communes/${commune.id}`)
    const wrong = await operator.submit(sheet, { name: 'Autre' }, form('suppression'))
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'pour confirmer')

    const name = sheet.html.querySelector('h1')!.text
    const asked = await operator.submit(sheet, { name }, form('suppression'))
    assert.include(asked.text, 'Sera détruite après le')
    assert.equal((await commune.visitor().get('/')).status, 503)
    assert.isFalse(await destroyCommune(commune.id))
    const days = await withConsole(() =>
      sql<{ days: number }>(
        'select extract(day from delete_on - now())::int as days from communes where id = ?',
        [commune.id]
      )
    )
    assert.equal(days[0]!.days, 29)

    const kept = await operator.submit(asked, {}, form('sursis'))
    assert.include(kept.text, 'La commune reste suspendue')
    await operator.submit(kept, {}, form('reprise'))
    assert.equal((await commune.visitor().get('/')).status, 200)
  })

  test('leaves no row, no file and no job, but a record; others keep theirs', async ({
    assert,
  }) => {
    const [gone, kept] = [await aLivedInCommune(), await aLivedInCommune()]
    const role = await AppRole.connect()
    const before = await role.digests(kept.id)
    const folder = (id: string) =>
      access(join(dataRoot(app), 'pieces', id)).then(
        () => true,
        () => false
      )
    assert.isTrue(await folder(gone.id))
    await asOwnerScope(gone.id, () =>
      sql(
        `update communes set suspended_at = now(), delete_on = now(), delete_asked_by = 'Octave'
         where id = ?`,
        [gone.id]
      )
    )
    await destroyCommunes()

    for (const table of await role.tenantTables()) {
      const { rows } = await role.query(gone.id, `select 1 from ${table}`)
      assert.lengthOf(rows, 0, table)
    }
    assert.deepEqual(await role.digests(kept.id), before)
    await role.close()
    assert.isFalse(await folder(gone.id))
    assert.isTrue(await folder(kept.id))
    assert.equal((await gone.visitor().get('/')).status, 404)
    const jobs = await asOwnerScope(null, () =>
      sql(`select 1 from graphile_worker._private_jobs where payload ->> 'communeId' = ?`, [
        gone.id,
      ])
    )
    assert.lengthOf(jobs, 0)
    const [record] = await withConsole(() =>
      sql('select * from destructions where former_id = ?', [gone.id])
    )
    assert.equal(record!.asked_by, 'Octave')
    assert.deepEqual(record!.hosts, [gone.host])
    assert.isAbove(record!.files, 4)
    assert.isAbove(record!.rows_by_table.dossiers, 3)
    assert.notInclude(JSON.stringify(record), gone.mark)
  })
})
