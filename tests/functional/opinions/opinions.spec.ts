import { test } from '@japa/runner'
import { avisPuisDecision } from '#workflow/library/avis_puis_decision'
import {
  act,
  aSubmittedDossier,
  dossierOf,
  journalLines,
  lastLienTo,
  mailsOf,
  piecesOf,
} from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'
import { sql, withCommune } from '#tenancy/scope'

const action = 'form[action*="/actions/"]'
const PDF = { file: '%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n', name: 'plan.pdf' }

/** A dossier on which the opinion of both services is asked by an agent, in their browser. */
async function asked(commune: TestCommune) {
  const id = await aSubmittedDossier(commune)
  const agent = await commune.signedIn('accueil')
  const page = await agent.get(`/accueil/dossiers/${id}/actions/demander_avis`)
  const { voirie, urbanisme } = commune.services
  const sent = await agent.submit(
    page,
    { 'f[services][]': [voirie, urbanisme], 'f[question]': 'La chaussée le permet-elle ?' },
    { which: action }
  )
  return { id, agent, sent }
}

test.group('Avis puis décision, from end to end', () => {
  test('services give their opinion, the accueil decides', async ({ assert }) => {
    const commune = await aCommune({ workflow: avisPuisDecision })
    const { id, agent, sent } = await asked(commune)
    assert.equal(sent.status, 200)
    assert.include(sent.text, 'Avis des services')
    assert.equal((await dossierOf(commune, id)).holder, 'accueil', 'the accueil keeps it')
    const mails = (await mailsOf(commune, id)).filter(({ template }) => template === 'service-avis')
    assert.sameMembers(
      mails.map(({ recipient }) => recipient.split('@')[0]),
      ['voirie', 'urbanisme']
    )

    const voirie = commune.visitor()
    const urbanisme = commune.visitor()
    const first = await voirie.get(await lastLienTo(commune, id, 'voirie'))
    const second = await urbanisme.get(await lastLienTo(commune, id, 'urbanisme'))
    assert.include(first.text, 'La chaussée le permet-elle ?')
    assert.include(first.text, 'Un nid-de-poule')
    assert.notInclude(first.text, 'Nouvelle note')
    assert.lengthOf(first.html.querySelectorAll('main form'), 1, 'an opinion, and nothing else')

    const given = await voirie.submit(
      first,
      {
        'f[avis]': 'reserve',
        'f[observations]': 'Pas avant le dégel.',
        'files_pieces': PDF,
      },
      { which: action }
    )
    assert.include(given.text, 'Votre avis est rendu')
    assert.equal((await dossierOf(commune, id)).state, 'avis', 'the other one is still awaited')

    // Both had the page open: an opinion does not make another one too late.
    const other = await urbanisme.submit(second, { 'f[avis]': 'favorable' }, { which: action })
    assert.include(other.text, 'Votre avis est rendu')
    assert.equal((await dossierOf(commune, id)).state, 'decision')
    const told = (await mailsOf(commune, id)).filter(({ template }) => template === 'accueil-avis')
    assert.lengthOf(told, 2)

    const [piece] = await piecesOf(commune, id)
    assert.deepInclude(piece!.$attributes, { addedBy: 'service', public: false })
    const page = await agent.get(`/accueil/dossiers/${id}`)
    const opinions = page.html.querySelector('#avis')!.structuredText
    for (const word of ['Voirie', 'Favorable avec réserves', 'Pas avant le dégel.', 'plan.pdf']) {
      assert.include(opinions, word)
    }

    await act(commune, id, 'accepter', { message: 'Allez-y.' })
    assert.equal((await dossierOf(commune, id)).final, 'accepted')
    assert.equal((await mailsOf(commune, id)).at(-1)!.template, 'usager-acceptee')
  })

  test('an opinion is given once', async ({ assert }) => {
    const commune = await aCommune({ workflow: avisPuisDecision })
    const { id } = await asked(commune)
    const visitor = commune.visitor()
    const page = await visitor.get(await lastLienTo(commune, id, 'voirie'))
    await visitor.submit(page, { 'f[avis]': 'favorable' }, { which: action })
    const before = await journalLines(commune, id)

    const again = await visitor.submit(
      page,
      { 'f[avis]': 'defavorable', 'f[observations]': 'Je change d’avis.' },
      { which: action }
    )
    assert.equal(again.status, 409)
    assert.include(again.text, 'Votre avis est rendu')
    assert.include(again.text, 'Je change d’avis.', 'what was typed is given back')
    const back = await visitor.get(page.path)
    assert.equal(back.status, 410)
    assert.include(back.text, 'Votre avis est rendu')
    assert.lengthOf(await journalLines(commune, id), before.length)
  })

  test('the link of an opinion treats nothing, and that of a treatment gives no opinion', async ({
    assert,
  }) => {
    const commune = await aCommune({ workflow: avisPuisDecision })
    const { id } = await asked(commune)
    const visitor = commune.visitor()
    const lien = await lastLienTo(commune, id, 'voirie')
    const page = await visitor.get(lien)
    const csrf = page.html.querySelector('input[name=_csrf]')!.getAttribute('value')!
    const before = await dossierOf(commune, id)

    assert.equal((await visitor.get(`/service/dossiers/${id}`)).status, 404)
    assert.equal((await visitor.get(lien.replace('/avis/', '/service/'))).status, 404)
    for (const path of ['notes', 'pieces', 'actions/accepter']) {
      const sent = await visitor.post(`/service/dossiers/${id}/${path}`, {
        _csrf: csrf,
        note: 'x',
        revision: String(before.revision),
      })
      assert.equal(sent.status, 404, path)
    }
    const other = await visitor.post(`/avis/dossiers/${id}/actions/passer_outre`, {
      _csrf: csrf,
      revision: String(before.revision),
    })
    assert.equal(other.status, 409)
    assert.equal((await dossierOf(commune, id)).revision, before.revision)
  })

  test('without an answer the form comes back with its error and the files sent', async ({
    assert,
  }) => {
    const commune = await aCommune({ workflow: avisPuisDecision })
    const { id } = await asked(commune)
    const visitor = commune.visitor()
    const page = await visitor.get(await lastLienTo(commune, id, 'voirie'))

    const refused = await visitor.submit(
      page,
      { 'f[observations]': 'Sans avis', 'files_pieces': PDF },
      { which: action }
    )
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'Le champ « Avis » est obligatoire.')
    assert.include(refused.text, 'plan.pdf est déjà joint')
    const done = await visitor.submit(refused, { 'f[avis]': 'favorable' }, { which: action })
    assert.include(done.text, 'Votre avis est rendu')
    assert.lengthOf(await piecesOf(commune, id), 1)
  })

  test('waits while the usager corrects, and ends with the decision', async ({ assert }) => {
    const commune = await aCommune({ workflow: avisPuisDecision })
    const { id } = await asked(commune)
    const visitor = commune.visitor()
    const lien = await lastLienTo(commune, id, 'voirie')
    await act(commune, id, 'demander_correction', { message: 'Où exactement ?' })

    const waiting = await visitor.get(lien)
    assert.equal(waiting.status, 200)
    assert.include(waiting.text, 'L’usager corrige ou complète sa demande')
    assert.lengthOf(waiting.html.querySelectorAll(action), 0)
  })

  test('the accueil goes on without those who do not answer; they still may, until it decides', async ({
    assert,
  }) => {
    const commune = await aCommune({ workflow: avisPuisDecision })
    const { id } = await asked(commune)
    await act(commune, id, 'passer_outre')
    const visitor = commune.visitor()
    assert.equal((await visitor.get(await lastLienTo(commune, id, 'voirie'))).status, 200)

    await act(commune, id, 'refuser', { motif: 'Trop tard.' })
    const late = await visitor.get(`/avis/dossiers/${id}`)
    assert.equal(late.status, 410)
    assert.include(late.text, 'Ce dossier est déjà traité')
    assert.notInclude(late.text, 'Trop tard')
    const agent = await commune.signedIn('accueil')
    assert.include((await agent.get(`/accueil/dossiers/${id}`)).text, 'Sans réponse')
  })

  test('an expired link offers a new one, for an opinion still', async ({ assert }) => {
    const commune = await aCommune({ workflow: avisPuisDecision })
    const { id } = await asked(commune)
    const lien = await lastLienTo(commune, id, 'voirie')
    await withCommune(commune.id, () =>
      sql(`update liens set expires_at = now() - interval '1 minute' where purpose = 'opinion'`)
    )
    const visitor = commune.visitor()
    const expired = await visitor.get(lien)
    assert.equal(expired.status, 410)
    await visitor.submit(expired, {}, { which: 'form[action="/service/liens"]' })

    const mail = (await mailsOf(commune, id)).at(-1)!
    assert.equal(mail.template, 'lien-renouvele')
    const [renewed] = await withCommune(commune.id, () =>
      sql(`select purpose from liens order by created_at desc, id desc limit 1`)
    )
    assert.equal(renewed!.purpose, 'opinion')
  })
})
