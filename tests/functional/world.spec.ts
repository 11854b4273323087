import { test } from '@japa/runner'
import { aCommune } from '#tests/support/world'
import { withCommune } from '#tenancy/scope'
import { BeginDraft } from '#dossiers/actions/save_draft'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import { openVersion } from '#catalogue/versions'
import Dossier from '#dossiers/dossier'
import { journalOf } from '#dossiers/journal'
import { Mail } from '#dossiers/promised_mails'
import { v7 } from 'uuid'

const answers = {
  demande: { objet: 'Un nid-de-poule' },
  contact: { nom: 'Zoé Martin', courriel: 'zoe@exemple.fr' },
}

test.group('A dossier in the core', () => {
  test('goes from draft to decision', async ({ assert }) => {
    const commune = await aCommune()
    const id = v7()
    await withCommune(commune.id, async () => {
      const version = await openVersion(commune.demarche.versionId)
      assert.isTrue(await new BeginDraft().handle({ id, version, answers }))
      assert.isFalse(await new BeginDraft().handle({ id, version, answers }))
    })
    await withCommune(commune.id, async () => {
      const outcome = await new SubmitDossier().handle(id, { role: 'usager', label: 'Zoé Martin' })
      if (outcome.type !== 'submitted') throw new Error(outcome.type)
      assert.match(outcome.dossier.reference!, /^[A-Z0-9]{3}-[A-Z0-9]{4}$/)
    })
    await withCommune(commune.id, async () => {
      const again = await new SubmitDossier().handle(id, { role: 'usager', label: 'Zoé Martin' })
      assert.equal(again.type, 'already-submitted')
      const dossier = await Dossier.findOrFail(id)
      const actor = { role: 'accueil' as const, id: commune.accounts.accueil.id, label: 'Anne' }
      const act = { dossierId: id, actor, revision: dossier.revision }
      const transferred = await new ActOnDossier().handle({
        ...act,
        action: 'transmettre',
        input: { service: commune.services.voirie, note: 'Urgent' },
      })
      assert.equal(transferred.type, 'done')
      const late = await new ActOnDossier().handle({ ...act, action: 'accepter', input: {} })
      assert.equal(late.type, 'overtaken')
      const mails = await Mail.query().where('dossierId', id)
      assert.sameMembers(
        mails.map((mail) => mail.template),
        ['usager-recue', 'service-transmis', 'usager-transmise']
      )
      assert.deepEqual(
        (await journalOf(id)).map((entry) => entry.label),
        ['Demande envoyée', 'Demande transmise pour traitement']
      )
    })
  })
})
