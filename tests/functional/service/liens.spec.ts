import { test } from '@japa/runner'
import { sql, withCommune } from '#tenancy/scope'
import {
  act,
  aTransferredDossier,
  dossierOf,
  journalLines,
  lastServiceLien,
  mailsOf,
} from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'

const renew = 'form[action="/service/liens"]'

test.group('The link of a service', () => {
  test('opening it, as a scanner does, changes nothing', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const before = await dossierOf(commune, id)
    const mails = await mailsOf(commune, id)

    const scanner = commune.visitor()
    for (let times = 0; times < 3; times++) await scanner.get(lien)
    await scanner.get(`/service/dossiers/${id}/actions/accepter`)
    await commune.visitor().get(lien)

    const after = await dossierOf(commune, id)
    assert.deepEqual(after.standing, before.standing)
    assert.equal(after.updatedAt.toISO(), before.updatedAt.toISO())
    assert.lengthOf(await mailsOf(commune, id), mails.length)
    const uses = (await journalLines(commune, id)).filter(({ type }) => type === 'lien-used')
    assert.lengthOf(uses, 1)
    assert.match(uses[0]!.data.madeFor, /^voirie@/)
  })

  test('a link that does not exist says so, and is not tried at length', async ({ assert }) => {
    const commune = await aCommune()
    const { lien } = await aTransferredDossier(commune)
    const visitor = commune.visitor()

    const cut = await visitor.get(lien.slice(0, -3))
    assert.equal(cut.status, 404)
    assert.include(cut.text, 'Ce lien n’ouvre aucun dossier')
    for (let tries = 0; tries < 19; tries++) await visitor.get(`/service/essai-${tries}`)
    assert.equal((await visitor.get('/service/encore-un')).status, 429)
  })

  test('an expired link offers a new one, which goes to the registered address', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    await withCommune(commune.id, () =>
      sql(`update liens set expires_at = now() - interval '1 minute', made_for = 'autre@ailleurs.test'
           where purpose = 'service'`)
    )
    const visitor = commune.visitor()

    const expired = await visitor.get(lien)
    assert.equal(expired.status, 410)
    assert.include(expired.text, 'Ce lien a expiré')
    assert.notInclude(expired.text, 'nid-de-poule')
    assert.equal((await visitor.get(`/service/dossiers/${id}`)).status, 404)

    const forged = { email: 'pirate@ailleurs.test', recipient: 'pirate@ailleurs.test' }
    const answer = await visitor.submit(expired, forged, { which: renew })
    assert.include(answer.text, 'Votre demande est prise en compte')
    const mail = (await mailsOf(commune, id)).at(-1)!
    assert.equal(mail.template, 'lien-renouvele')
    assert.match(mail.recipient, /^voirie@commune-/)
    const opened = await visitor.get(await lastServiceLien(commune, id))
    assert.equal(opened.path, `/service/dossiers/${id}`)
    assert.include(opened.text, 'Nouveau lien demandé')
  })

  test('a new link is not mailed at length, nor when the dossier has left', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    await withCommune(commune.id, () =>
      sql(`update liens set expires_at = now() where purpose = 'service'`)
    )
    const visitor = commune.visitor()
    const expired = await visitor.get(lien)
    for (let times = 0; times < 5; times++) await visitor.submit(expired, {}, { which: renew })
    const renewed = (await mailsOf(commune, id)).filter(
      ({ template }) => template === 'lien-renouvele'
    )
    assert.lengthOf(renewed, 3)

    const other = await aTransferredDossier(commune)
    await withCommune(commune.id, () => sql(`update liens set expires_at = now()`))
    const late = await visitor.get(other.lien)
    await act(commune, other.id, 'accepter')
    const before = await mailsOf(commune, other.id)
    const answer = await visitor.submit(late, {}, { which: renew })
    assert.include(answer.text, 'Votre demande est prise en compte')
    assert.lengthOf(await mailsOf(commune, other.id), before.length)
    const nonsense = await visitor.submit(late, { lien: 'rien' }, { which: renew })
    assert.equal(nonsense.text, answer.text)
  })

  test('a dossier that comes back has a new link; the former one stays dead', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const { voirie } = commune.services
    const service = { role: 'service' as const, serviceId: voirie, label: 'Voirie' }
    await act(commune, id, 'renvoyer', { raison: 'Erreur' }, service)
    await act(commune, id, 'transmettre', { service: voirie })

    const former = await commune.visitor().get(lien)
    assert.equal(former.status, 410)
    assert.include(former.text, 'Il lui est de nouveau confié')
    const opened = await commune.visitor().get(await lastServiceLien(commune, id))
    assert.equal(opened.status, 200)
  })

  test('what leaves for another service is closed to the first', async ({ assert }) => {
    const commune = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const first = commune.visitor()
    await first.get(lien)
    const { voirie, urbanisme } = commune.services
    const service = { role: 'service' as const, serviceId: voirie, label: 'Voirie' }
    await act(commune, id, 'renvoyer', { raison: 'Erreur' }, service)
    await act(commune, id, 'transmettre', { service: urbanisme })

    for (const path of ['', '/imprimer', '/actions/accepter']) {
      const page = await first.get(`/service/dossiers/${id}${path}`)
      assert.equal(page.status, 410, path)
      assert.notInclude(page.text, 'nid-de-poule')
      assert.isNull(page.html.querySelector(renew))
    }
  })

  test('neither link nor session opens anything at another commune', async ({ assert }) => {
    const commune = await aCommune()
    const elsewhere = await aCommune()
    const { id, lien } = await aTransferredDossier(commune)
    const service = commune.visitor()
    await service.get(lien)
    const thief = elsewhere.visitor()
    for (const [name, value] of service.cookies) thief.cookies.set(name, value)

    for (const path of [lien, `/service/dossiers/${id}`, `/service/dossiers/${id}/imprimer`]) {
      assert.equal((await thief.get(path)).status, 404, path)
    }
    assert.equal((await commune.visitor().get(`/service/dossiers/${id}`)).status, 404)
    const { id: own } = await aTransferredDossier(commune)
    assert.equal((await service.get(`/service/dossiers/${own}`)).status, 404)
  })
})
