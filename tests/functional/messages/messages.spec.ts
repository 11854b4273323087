import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import { Message } from '#dossiers/message'
import { withCommune } from '#tenancy/scope'
import {
  act,
  aSubmittedDossier,
  aTransferredDossier,
  dossierOf,
  mailsOf,
  piecesOf,
} from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'

const which = 'form[action$="/messages"]'
const PHOTO = { file: 'Devant le numéro 4.', name: 'précision.txt' }

const messagesOf = (commune: TestCommune, id: string) =>
  withCommune(commune.id, () => Message.of(id))

/** The browser of the usager, on the page that the last mail to them leads to. */
async function usagerOf(commune: TestCommune, id: string) {
  const mail = (await mailsOf(commune, id)).findLast(
    ({ recipientRole, secret }) => recipientRole === 'usager' && secret
  )!
  const visitor = commune.visitor()
  return { visitor, page: await visitor.get(`/suivi/${encryption.decrypt(mail.secret!, 'mail')}`) }
}

test.group('Messages about a dossier', () => {
  test('go from the usager to the accueil, and back, each with a mail', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const { visitor, page } = await usagerOf(commune, id)

    const sent = await visitor.submit(
      page,
      { message: 'C’est devant\r\nle numéro 4.', files: PHOTO },
      { which }
    )
    assert.equal(sent.status, 200)
    assert.include(sent.text, 'Votre message est envoyé')
    const mail = (await mailsOf(commune, id)).at(-1)!
    assert.deepInclude(mail.$attributes, { template: 'accueil-message', recipientRole: 'accueil' })
    assert.equal(mail.data.message, 'C’est devant\nle numéro 4.')
    assert.equal((await dossierOf(commune, id)).unreadMessages, 1)

    const agent = await commune.signedIn('accueil')
    assert.include((await agent.get('/accueil')).text, '1 message')
    const dossier = await agent.get(`/accueil/dossiers/${id}`)
    const card = dossier.html.querySelector('#messages')!.structuredText
    for (const word of ['Nouveau', 'le numéro 4.', 'précision.txt']) assert.include(card, word)
    assert.notInclude(dossier.html.querySelector('#fichiers')!.structuredText, 'précision.txt')
    assert.equal((await dossierOf(commune, id)).unreadMessages, 0, 'now it is read')
    const again = await agent.get(`/accueil/dossiers/${id}`)
    assert.notInclude(again.html.querySelector('#messages')!.structuredText, 'Nouveau')

    const answered = await agent.submit(again, { message: 'Merci, nous passons.' }, { which })
    assert.include(answered.text, 'L’usager est prévenu par courriel.')
    const back = await usagerOf(commune, id)
    assert.equal((await mailsOf(commune, id)).at(-1)!.template, 'usager-message')
    const seen = back.page.html.querySelector('#messages')!.structuredText
    assert.include(seen, 'Merci, nous passons.')
    assert.include(seen, 'Nouveau')
    assert.notInclude(seen, 'Anne', 'no person is named to the usager')
    const later = await back.visitor.get(`/dossiers/${id}`)
    assert.notInclude(later.html.querySelector('#messages')!.structuredText, 'Nouveau')
  })

  test('go to the service that treats the dossier, which answers by its link', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const { visitor, page } = await usagerOf(commune, id)
    await visitor.submit(page, { message: 'Quand passez-vous ?' }, { which })
    const mail = (await mailsOf(commune, id)).at(-1)!
    assert.deepInclude(mail.$attributes, { template: 'service-message', recipientRole: 'service' })
    assert.match(mail.recipient, /^voirie@/)

    const service = commune.visitor()
    const dossier = await service.get(lien)
    assert.include(dossier.html.querySelector('#messages')!.structuredText, 'Quand passez-vous ?')
    await service.submit(dossier, { message: 'Lundi.' }, { which })
    const seen = (await usagerOf(commune, id)).page.html.querySelector('#messages')!
    assert.include(seen.structuredText, 'Voirie')
    assert.include(seen.structuredText, 'Lundi.')
  })

  test('close with the dossier: what was typed comes back', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const { visitor, page } = await usagerOf(commune, id)
    await act(commune, id, 'refuser', { motif: 'Non.' })

    const late = await visitor.submit(page, { message: 'Attendez !' }, { which })
    assert.equal(late.status, 422)
    assert.include(late.text, 'Le dossier est clos')
    assert.lengthOf(await messagesOf(commune, id), 0)
    const agent = await commune.signedIn('accueil')
    const dossier = await agent.get(`/accueil/dossiers/${id}`)
    assert.lengthOf(dossier.html.querySelectorAll(which), 0)
  })

  test('nothing is sent without its text, nor without its files', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const { visitor, page } = await usagerOf(commune, id)

    const empty = await visitor.submit(page, { message: ' \n ' }, { which })
    assert.equal(empty.status, 422)
    assert.include(empty.text, 'Écrivez le message avant de l’envoyer.')
    const program = { file: '\u007fELF\u0000\u0000', name: 'outil.exe' }
    const wrong = await visitor.submit(
      page,
      { message: 'Voici.', files: [PHOTO, program] },
      { which }
    )
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, '« outil.exe » n’est pas joint')
    assert.equal(wrong.html.querySelector('#message')!.text.trim(), 'Voici.')
    assert.lengthOf(await messagesOf(commune, id), 0)
    assert.lengthOf(await piecesOf(commune, id), 0, 'nor is the other file kept')
  })

  test('are not sent at length', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const { visitor, page } = await usagerOf(commune, id)
    for (let times = 0; times < 20; times++) {
      await visitor.submit(page, { message: `Message ${times}` }, { which })
    }
    const more = await visitor.submit(page, { message: 'Encore un' }, { which })
    assert.equal(more.status, 429)
    assert.include(more.text, 'Vous avez envoyé beaucoup de messages.')
    assert.lengthOf(await messagesOf(commune, id), 20)
  })

  test('a usager without an address reads on their page; the agent is told', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    await withCommune(commune.id, async () => {
      const { default: Dossier } = await import('#dossiers/dossier')
      await Dossier.query().where('id', id).update({ contactEmail: null })
    })
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    const sent = await agent.submit(page, { message: 'Passez nous voir.' }, { which })
    assert.include(sent.text, 'L’usager n’a pas d’adresse électronique')
  })

  test('a service that is only named in a note does not write to the usager', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    await agent.submit(page, { note: '@Voirie, vu ?' }, { which: 'form[action$="/notes"]' })
    const mail = (await mailsOf(commune, id)).at(-1)!
    const service = commune.visitor()
    const opened = await service.get(`/service/${encryption.decrypt(mail.secret!, 'mail')}`)
    assert.equal(opened.status, 200)
    assert.lengthOf(opened.html.querySelectorAll(which), 0)
    const csrf = opened.html.querySelector('input[name=_csrf]')!.getAttribute('value')!
    const sent = await service.post(`/service/dossiers/${id}/messages`, {
      _csrf: csrf,
      message: 'Bonjour',
    })
    assert.equal(sent.status, 404)
    assert.lengthOf(await messagesOf(commune, id), 0)
  })
})
