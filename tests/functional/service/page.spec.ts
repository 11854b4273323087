import { test } from '@japa/runner'
import {
  act,
  aTransferredDossier,
  dossierOf,
  journalLines,
  mailsOf,
  piecesOf,
} from '#tests/support/dossiers'
import { sql, withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'

const text = { file: 'Devis : 120 euros', name: 'devis.txt', type: 'text/plain' }

test.group('The page of a service', () => {
  test('takes notes and files, which the usager is not told of', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const service = commune.visitor()
    const page = await service.get(lien)
    const mails = await mailsOf(commune, id)

    const noted = await service.submit(page, { note: 'Équipe prévue.' }, { which: '#notes form' })
    assert.include(noted.text, 'La note est ajoutée.')
    const empty = await service.submit(page, { note: '' }, { which: '#notes form' })
    assert.equal(empty.status, 422)
    const sent = await service.submit(page, { files: text }, { which: '#fichiers form' })
    assert.include(sent.text, 'Le fichier est joint.')

    const [piece] = await piecesOf(commune, id)
    assert.deepEqual(
      [piece!.addedBy, piece!.authorLabel, piece!.public],
      ['service', 'Voirie', false]
    )
    assert.lengthOf(await mailsOf(commune, id), mails.length)
    const file = await service.get(`/service/dossiers/${id}/pieces/${piece!.id}`)
    assert.equal(file.body, 'Devis : 120 euros')
    assert.equal((await commune.visitor().get(file.path)).status, 404)

    const agent = await commune.signedIn('accueil')
    const seen = await agent.get(`/accueil/dossiers/${id}`)
    assert.include(seen.text, 'Équipe prévue.')
    assert.include(seen.text, 'devis.txt')
  })

  test('is printed without a form or a button', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const service = commune.visitor()
    await service.get(lien)

    const paper = await service.get(`/service/dossiers/${id}/imprimer`)

    assert.equal(paper.status, 200)
    assert.isEmpty(paper.html.querySelectorAll('main form, main button'))
    for (const said of ['Un nid-de-poule', 'Vu sur place : profond.', 'Demande envoyée']) {
      assert.include(paper.text, said)
    }
  })

  test('the accueil acts first: what was typed comes back, the dossier does not', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const service = commune.visitor()
    await service.get(lien)
    const form = await service.get(`/service/dossiers/${id}/actions/refuser`)
    await act(commune, id, 'accepter')

    const late = await service.submit(
      form,
      { 'f[motif]': 'Un long motif.' },
      { which: '#action form' }
    )

    assert.equal(late.status, 409)
    assert.match(late.text, /Bruno Collègue, le .* : « Demande acceptée »/)
    assert.include(late.text, 'Un long motif.')
    assert.notInclude(late.text, 'nid-de-poule')
    assert.equal((await dossierOf(commune, id)).final, 'accepted')
  })

  test('a colleague of the service acts first: the form is there again', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const service = commune.visitor()
    await service.get(lien)
    const form = await service.get(`/service/dossiers/${id}/actions/refuser`)
    const colleague = {
      role: 'service' as const,
      serviceId: commune.services.voirie,
      label: 'Voirie',
    }
    await act(commune, id, 'demander_correction', { message: 'Où ?' }, colleague)

    const late = await service.submit(
      form,
      { 'f[motif]': 'Un long motif.' },
      { which: '#action form' }
    )

    assert.equal(late.status, 409)
    assert.include(late.text, 'Quelqu’un a agi avant vous')
    assert.include(late.html.querySelector('.error-summary')!.text, 'Un long motif.')
  })

  test('a link that lapses while somebody types loses nothing', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const service = commune.visitor()
    const page = await service.get(lien)
    const form = await service.get(`/service/dossiers/${id}/actions/refuser`)
    await withCommune(commune.id, () => sql(`update liens set expires_at = now()`))

    const late = await service.submit(
      form,
      { 'f[motif]': 'Un long motif.' },
      { which: '#action form' }
    )
    assert.equal(late.status, 409)
    assert.include(late.text, 'Ce lien a expiré')
    assert.include(late.text, 'Un long motif.')
    const note = await service.submit(page, { note: 'Une note.' }, { which: '#notes form' })
    assert.include(note.text, 'Une note.')
    assert.isEmpty((await journalLines(commune, id)).filter(({ type }) => type === 'note'))
    assert.isFalse((await dossierOf(commune, id)).isClosed)
  })

  test('nothing internal is in what the usager is mailed', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const service = commune.visitor()
    const page = await service.get(lien)
    await service.submit(page, { note: 'SECRET-1' }, { which: '#notes form' })
    const form = await service.get(`/service/dossiers/${id}/actions/accepter`)
    const typed = { 'f[message]': 'Bonne nouvelle.', 'f[note]': 'SECRET-2' }
    await service.submit(form, typed, { which: '#action form' })

    const toUsager = (await mailsOf(commune, id)).filter(
      ({ recipientRole }) => recipientRole === 'usager'
    )
    assert.isNotEmpty(toUsager)
    assert.notMatch(JSON.stringify(toUsager), /SECRET|Vu sur place/)
    const shown = (await journalLines(commune, id)).filter((line) => line.public)
    assert.notMatch(JSON.stringify(shown.map((line) => line.publicData)), /SECRET|Vu sur place/)
  })
})
