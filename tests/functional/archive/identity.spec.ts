import { test } from '@japa/runner'
import type { Document } from '#forms/main'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import Dossier from '#dossiers/dossier'
import { TakeBack } from '#dossiers/actions/take_back'
import { withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, journalLines, piecesOf } from '#tests/support/dossiers'
import { makeJobsDue, runJobs } from '#tests/support/jobs'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'
import { aFile, isOnDisk } from './support.js'

/** The photos of the form are identity papers. */
const FORM = structuredClone(SMALL_FORM) as any
FORM.properties.demande.properties.photos['x-identity-paper'] = true

test.group('Identity papers', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    commune = await aCommune({ form: FORM as Document })
  })

  test('go with the decision, and only they', async ({ assert }) => {
    const id = await aSubmittedDossier(commune)
    const paper = await aFile(commune, id, 'carte.txt', 'recto')
    const other = await aFile(commune, id, 'plan.txt', 'plan', 'demande.precision')
    await runJobs()
    assert.isTrue(await isOnDisk(paper.diskKey))

    await act(commune, id, 'accepter')
    await makeJobsDue()
    await runJobs()

    assert.isFalse(await isOnDisk(paper.diskKey))
    assert.isTrue(await isOnDisk(other.diskKey))
    assert.deepEqual(
      (await piecesOf(commune, id)).map(({ name }) => name),
      ['plan.txt']
    )
    const line = (await journalLines(commune, id)).at(-1)!
    assert.equal(line.label, 'Pièces d’identité supprimées')
    assert.equal(line.data.files[0].name, 'carte.txt')
  })

  test('stay where the decision was taken back', async ({ assert }) => {
    const id = await aSubmittedDossier(commune)
    const paper = await aFile(commune, id, 'carte.txt', 'recto')
    const agent = { role: 'accueil' as const, id: commune.accounts.accueil.id, label: 'Anne' }
    const back = await withCommune(commune.id, async () => {
      const { revision } = await Dossier.findOrFail(id)
      const decision = { dossierId: id, action: 'accepter', input: {}, actor: agent, revision }
      await new ActOnDossier().handle({ ...decision, undo: 60 })
      return new TakeBack().handle(id, agent)
    })
    assert.equal(back.type, 'taken-back')
    await makeJobsDue()
    await runJobs()
    assert.isTrue(await isOnDisk(paper.diskKey))
  })
})
