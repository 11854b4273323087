import { test } from '@japa/runner'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { withCommune } from '#tenancy/scope'
import {
  ANSWERS,
  aTransferredDossier,
  dossierOf,
  journalLines,
  lastServiceLien,
  mailsOf,
} from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'

/** The service opens its link, chooses an action and sends its form. */
async function decide(
  commune: TestCommune,
  { id, lien }: { id: string; lien: string },
  action: string,
  fields = {}
) {
  const service = commune.visitor()
  await service.get(lien)
  const page = await service.get(`/service/dossiers/${id}/actions/${action}`)
  return { service, page: await service.submit(page, fields, { which: '#action form' }) }
}

test.group('A service treats a dossier', () => {
  test('sees the answers and what the accueil did', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)

    const page = await commune.visitor().get(lien)

    assert.equal(page.status, 200)
    assert.equal(page.path, `/service/dossiers/${id}`)
    for (const text of ['Un nid-de-poule', 'Vu sur place : profond.', 'Bruno Collègue (accueil)']) {
      assert.include(page.text, text)
    }
    const { recipient } = (await mailsOf(commune, id)).at(-2)!
    assert.include(page.text, `Lien sécurisé établi pour Voirie (${recipient}).`)
    const actions = page.html.querySelector('#actions')!.text
    for (const label of [
      'Accepter',
      'Refuser',
      'Demander une correction',
      'Renvoyer à l’accueil',
    ]) {
      assert.include(actions, label)
    }
    assert.notInclude(actions, 'Transmettre')
    assert.isNull(page.html.querySelector('a[href^="/accueil"]'))
  })

  for (const [action, fields, final, template] of [
    ['accepter', { 'f[message]': 'Rebouché.' }, 'accepted', 'usager-acceptee'],
    ['refuser', { 'f[motif]': 'Voie privée.' }, 'refused', 'usager-refusee'],
  ] as const) {
    test(`decides (${action}): the usager is told and the link is dead`, async ({ assert }) => {
      const commune = await aCommune()
      const transferred = await aTransferredDossier(commune)

      const { service, page } = await decide(commune, transferred, action, fields)

      assert.equal(page.status, 200)
      assert.include(page.text, 'C’est fait')
      assert.include(page.text, 'L’usager est prévenu par courriel.')
      const dossier = await dossierOf(commune, transferred.id)
      assert.equal(dossier.final, final)
      const mail = (await mailsOf(commune, transferred.id)).at(-1)!
      assert.equal(mail.template, template)
      assert.equal(mail.recipient, 'zoe@exemple.fr')
      const step = (await journalLines(commune, transferred.id)).at(-1)!
      assert.deepEqual([step.actorRole, step.actorLabel], ['service', 'Voirie'])

      for (const path of [transferred.lien, `/service/dossiers/${dossier.id}`]) {
        const dead = await service.get(path)
        assert.equal(dead.status, 410)
        assert.include(dead.text, 'Ce dossier est déjà traité')
        assert.notInclude(dead.text, 'nid-de-poule')
      }
    })
  }

  test('refuses, and returns, with a reason only', async ({ assert }) => {
    const commune = await aCommune()
    const transferred = await aTransferredDossier(commune)
    for (const action of ['refuser', 'renvoyer', 'demander_correction']) {
      const { page } = await decide(commune, transferred, action)
      assert.equal(page.status, 422, action)
      assert.isNotNull(page.html.querySelector('.error-summary a'))
    }
    assert.equal((await dossierOf(commune, transferred.id)).state, 'transmis')
  })

  test('a correction that it asks for comes back to it', async ({ assert }) => {
    const commune = await aCommune()
    const transferred = await aTransferredDossier(commune)
    const { id } = transferred

    const fields = { 'f[questions][]': 'demande.objet', 'f[message]': 'Quelle rue ?' }
    const { service, page } = await decide(commune, transferred, 'demander_correction', fields)
    assert.equal(page.path, `/service/dossiers/${id}`)
    assert.include(page.text, 'Correction ou complément demandé. L’usager est prévenu')
    assert.include(page.text, 'Il n’y a rien à faire de votre côté')
    assert.equal((await mailsOf(commune, id)).at(-1)!.template, 'usager-correction')

    const typed = { ...ANSWERS, demande: { objet: 'Rue Basse' } }
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(id, typed, { role: 'usager', label: 'Zoé Martin' })
    )
    assert.equal((await dossierOf(commune, id)).state, 'transmis')
    const told = (await mailsOf(commune, id)).at(-1)!
    assert.deepEqual([told.recipientRole, told.template], ['service', 'agents-corrige'])
    for (const path of [`/service/dossiers/${id}`, await lastServiceLien(commune, id)]) {
      assert.include((await service.get(path)).text, 'Rue Basse')
    }
  })

  test('returns to the accueil what is not for it', async ({ assert }) => {
    const commune = await aCommune()
    const transferred = await aTransferredDossier(commune)

    const { service, page } = await decide(commune, transferred, 'renvoyer', {
      'f[raison]': 'C’est l’urbanisme.',
    })

    assert.include(page.text, 'Demande renvoyée à l’accueil')
    const dossier = await dossierOf(commune, transferred.id)
    assert.deepEqual(
      [dossier.state, dossier.holder, dossier.serviceId],
      ['reoriente', 'accueil', null]
    )
    const mail = (await mailsOf(commune, transferred.id)).at(-1)!
    assert.deepEqual([mail.recipientRole, mail.template], ['accueil', 'accueil-renvoyee'])
    const gone = await service.get(transferred.lien)
    assert.equal(gone.status, 410)
    assert.include(gone.text, 'Ce dossier n’est plus dans votre service')

    const agent = await commune.signedIn('accueil')
    const seen = await agent.get(`/accueil/dossiers/${dossier.id}`)
    assert.include(seen.text, 'En réorientation')
    assert.include(seen.html.querySelector('#notes')!.text, 'C’est l’urbanisme.')
    assert.include(seen.html.querySelector('#actions')!.text, 'Transmettre pour traitement')
  })
})
