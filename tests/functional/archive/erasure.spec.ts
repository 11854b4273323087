import { test } from '@japa/runner'
import { AskArchives } from '#archive/actions/archive_dossiers'
import { EraseDossier } from '#archive/actions/erase_dossier'
import { HoldDossier } from '#archive/actions/hold_dossier'
import Piece from '#documents/piece'
import { sql, withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, dossierOf } from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aClosedDossier, isOnDisk } from './support.js'

const CHIEF = { role: 'superviseur' as const, label: 'Sylvie Superviseure' }

test.group('A dossier is erased at the request of its usager', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    commune = await aCommune()
  })
  const erase = (id: string, from = commune) =>
    withCommune(from.id, () => new EraseDossier().handle(id, 'Article 17', CHIEF))
  const exists = (id: string) =>
    withCommune(
      commune.id,
      async () => (await sql('select from dossiers where id = ?', [id])).length
    )

  test('whole and at once, with its files, and the register says why', async ({ assert }) => {
    const id = await aClosedDossier(commune, 'Secret de Zoé')
    const bystander = await aClosedDossier(commune)
    const [piece] = await withCommune(commune.id, () => Piece.of(id))
    const { reference } = await dossierOf(commune, id)
    const chief = await commune.signedIn('superviseur')
    const dossier = await chief.get(`/superviseur/dossiers/${id}`)
    assert.exists(dossier.html.querySelector(`a[href$="/${id}/effacement"]`))

    const page = await chief.get(`/superviseur/dossiers/${id}/effacement`)
    const wrong = await chief.submit(page, { reason: '', reference: 'AAA-0000' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'Donnez la raison')
    assert.include(wrong.text, `Recopiez la référence du dossier, ${reference}`)
    assert.equal(await exists(id), 1)

    const done = await chief.submit(page, {
      reason: 'Demande du 3 mars, article 17',
      reference: ` ${reference!.toLowerCase()} `,
    })
    assert.equal(done.path, '/superviseur/archives?vue=detruits')
    assert.include(done.text, reference!)
    assert.include(done.text, 'À la demande de l’usager, par Sylvie Superviseure')
    assert.include(done.text, 'Demande du 3 mars, article 17')
    await runJobs()

    assert.equal(await exists(id), 0)
    assert.equal(await exists(bystander), 1)
    assert.isFalse(await isOnDisk(piece!.diskKey))
    for (const table of ['pieces', 'journal_entries', 'mails', 'liens']) {
      const rows = await withCommune(commune.id, () =>
        sql(`select from ${table} where dossier_id = ?`, [id])
      )
      assert.isEmpty(rows, table)
    }
    const [line] = await withCommune(commune.id, () =>
      sql<any>('select * from purges where id = ?', [id])
    )
    assert.equal(line!.rule, 'erasure')
    assert.equal(line!.pieces, 1)
    assert.notInclude(JSON.stringify(line), 'Zoé')
    const csv = await chief.get('/superviseur/archives/detruits.csv')
    assert.include(csv.body, 'Demande du 3 mars, article 17')
  })

  test('but not what the commune must keep, nor what is not closed; it is told why', async ({
    assert,
  }) => {
    const pending = await aSubmittedDossier(commune)
    assert.deepEqual(await erase(pending), { type: 'kept', why: 'open' })
    await act(commune, pending, 'accepter')
    await withCommune(commune.id, () =>
      sql(`update dossiers set held_until = now() + interval '10 seconds' where id = ?`, [pending])
    )
    assert.deepEqual(await erase(pending), { type: 'kept', why: 'undoable' })

    const held = await aClosedDossier(commune)
    await withCommune(commune.id, () =>
      new HoldDossier().handle(held, 'Recours au tribunal', CHIEF)
    )
    assert.deepEqual(await erase(held), { type: 'kept', why: 'held' })
    const chief = await commune.signedIn('superviseur')
    const refused = await chief.get(`/superviseur/dossiers/${held}/effacement`)
    assert.include(refused.text, 'Ce dossier ne peut pas être effacé')
    assert.include(refused.text, 'Recours au tribunal')
    assert.notExists(refused.html.querySelector('form[action$="/effacement"]'))

    const archived = await aClosedDossier(commune)
    await withCommune(commune.id, () => new AskArchives().handle([archived], 'Sylvie'))
    assert.deepEqual(await erase(archived), { type: 'kept', why: 'archived' })
    await runJobs()
    assert.deepEqual(await erase(archived), { type: 'kept', why: 'archived' })
    for (const id of [pending, held, archived]) assert.equal(await exists(id), 1)
  })

  test('the database judges for itself, and by commune', async ({ assert }) => {
    const other = await aCommune()
    const id = await aClosedDossier(commune)
    const byHand = (from: TestCommune, reason: string) =>
      withCommune(from.id, async () => {
        const [row] = await sql<any>(`select erase_dossier(?, ?, 'x') as files`, [id, reason])
        return row.files
      })
    assert.isNull(await byHand(other, 'Article 17'), 'of another commune')
    assert.isNull(await byHand(commune, ' '), 'without a reason')
    await withCommune(commune.id, () => new HoldDossier().handle(id, 'Recours', CHIEF))
    assert.isNull(await byHand(commune, 'Article 17'), 'held')
    await assert.rejects(
      () =>
        withCommune(commune.id, () =>
          sql(`select destroy_dossier(d, 'retention:1', null, null) from dossiers d where id = ?`, [
            id,
          ])
        ),
      /permission denied/
    )
    await withCommune(commune.id, () => new HoldDossier().release(id, CHIEF))
    assert.isArray(await byHand(commune, 'Article 17'))
  })
})
