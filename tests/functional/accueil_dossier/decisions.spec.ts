import { test } from '@japa/runner'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { withCommune } from '#tenancy/scope'
import {
  ANSWERS,
  aSubmittedDossier,
  dossierOf,
  journalLines,
  mailsOf,
} from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'

/** Opens the form of an action and sends it. */
async function decide(commune: TestCommune, id: string, action: string, fields = {}) {
  const agent = await commune.signedIn('accueil')
  const page = await agent.get(`/accueil/dossiers/${id}/actions/${action}`)
  return agent.submit(page, fields, { which: '#action form' })
}

test.group('The accueil treats a dossier', () => {
  test('sees it whole', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')

    const page = await agent.get(`/accueil/dossiers/${id}`)

    assert.equal(page.status, 200)
    for (const text of [
      'Un nid-de-poule',
      'zoe@exemple.fr',
      'Demande envoyée',
      'En attente d’envoi',
    ]) {
      assert.include(page.text, text)
    }
    for (const label of ['Accepter', 'Refuser', 'Demander une correction', 'Transmettre']) {
      assert.include(page.html.querySelector('#actions')!.text, label)
    }
    assert.notInclude(page.html.querySelector('#actions')!.text, 'Renvoyer à l’accueil')
  })

  test('accepts: the usager is told, and not of the internal note', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)

    const done = await decide(commune, id, 'accepter', {
      'f[message]': 'Passage lundi.',
      'f[note]': 'Équipe 2',
    })

    assert.equal(done.path, `/accueil/dossiers/${id}`)
    assert.include(done.text, 'Demande acceptée. L’usager est prévenu par courriel.')
    assert.include(done.text, 'Il n’y a rien à faire de votre côté')
    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.final, 'accepted')
    assert.isTrue(dossier.isClosed)
    const mail = (await mailsOf(commune, id)).at(-1)!
    assert.equal(mail.template, 'usager-acceptee')
    assert.equal(mail.recipient, 'zoe@exemple.fr')
    assert.include(JSON.stringify(mail.data), 'Passage lundi.')
    assert.notInclude(JSON.stringify(mail.data), 'Équipe 2')
    const step = (await journalLines(commune, id)).find(({ action }) => action === 'accepter')!
    assert.equal(step.actorLabel, 'Anne Accueil')
    assert.notProperty(step.publicData, 'note')
  })

  test('refuses with a reason, and not without', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)

    const refused = await decide(commune, id, 'refuser', {
      'f[motif]': '  ',
      'f[note]': 'Hors commune',
    })
    assert.equal(refused.status, 422)
    assert.include(refused.html.querySelector('title')!.text, 'Erreur')
    assert.equal(
      refused.html.querySelector('.error-summary a')!.getAttribute('href'),
      '#action-motif'
    )
    assert.equal(refused.html.querySelector('#action-motif')!.getAttribute('aria-invalid'), 'true')
    assert.equal(refused.html.querySelector('#action-note')!.text.trim(), 'Hors commune')
    assert.isFalse((await dossierOf(commune, id)).isClosed)

    const done = await decide(commune, id, 'refuser', { 'f[motif]': 'Voie privée.' })
    assert.include(done.text, 'Demande refusée')
    assert.equal((await dossierOf(commune, id)).final, 'refused')
    const mail = (await mailsOf(commune, id)).at(-1)!
    assert.include(JSON.stringify(mail.data), 'Voie privée.')
  })

  test('asks for a correction, and sees what it changed', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)

    const form = { 'f[questions][]': 'demande.objet', 'f[message]': 'Où exactement ?' }
    const asked = await decide(commune, id, 'demander_correction', form)
    assert.include(asked.text, 'En attente de correction')
    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.holder, 'usager')
    assert.deepEqual(dossier.standing!.reopened, ['demande.objet'])
    assert.deepEqual((await mailsOf(commune, id)).at(-1)!.data.questions, ['Objet'])

    const typed = { ...ANSWERS, demande: { objet: 'Un trou rue Basse' } }
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(id, typed, { role: 'usager', label: 'Zoé Martin' })
    )
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    assert.include(page.text, 'Ce que l’usager a corrigé')
    assert.include(page.html.querySelector('del')!.text, 'Un nid-de-poule')
    assert.include(page.html.querySelector('ins')!.text, 'Un trou rue Basse')
    assert.equal((await dossierOf(commune, id)).state, 'recu')
  })

  test('hands over to a service of the list', async ({ assert }) => {
    const commune = await aCommune()
    const elsewhere = await aCommune()
    const id = await aSubmittedDossier(commune)

    for (const service of ['', elsewhere.services.voirie]) {
      const refused = await decide(commune, id, 'transmettre', { 'f[service]': service })
      assert.equal(refused.status, 422)
    }

    const voirie = commune.services.voirie
    const done = await decide(commune, id, 'transmettre', {
      'f[service]': voirie,
      'f[note]': 'Vite',
    })
    assert.include(done.text, 'L’usager est prévenu par courriel. Le service reçoit un lien')
    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.serviceId, voirie)
    const mails = await mailsOf(commune, id)
    const [toService, toUsager] = mails.slice(-2)
    assert.match(toService!.recipient, /^voirie@/)
    assert.equal(toService!.data.note, 'Vite')
    assert.equal(toUsager!.recipient, 'zoe@exemple.fr')
    assert.equal(toUsager!.data.service, 'Voirie')
    assert.notInclude(JSON.stringify(toUsager!.data), 'Vite')
  })

  test('is told what cannot be done', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    for (const action of ['renvoyer', 'classer', 'inconnue']) {
      const page = await agent.get(`/accueil/dossiers/${id}/actions/${action}`)
      assert.equal(page.status, 409)
      assert.include(page.text, 'Cette action n’est plus possible')
    }
    const page = await agent.get(`/accueil/dossiers/${id}/actions/accepter`)
    const forged = await agent.post(`/accueil/dossiers/${id}/actions/renvoyer`, {
      '_csrf': page.html.querySelector('[name="_csrf"]')!.getAttribute('value')!,
      'revision': '1',
      'f[raison]': 'Pas pour nous',
    })
    assert.equal(forged.status, 409)
    assert.include(forged.text, 'Pas pour nous')
    assert.equal((await dossierOf(commune, id)).state, 'recu')
  })
})
