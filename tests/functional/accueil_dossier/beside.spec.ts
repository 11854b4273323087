import { test } from '@japa/runner'
import { sql, withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, aTransferredDossier, dossierOf } from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aFile } from '../archive/support.js'

test.group('What stands beside a dossier', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    commune = await aCommune()
  })

  test('it is taken away as a PDF or whole, by whoever may read it', async ({ assert }) => {
    const { id, lien } = await aTransferredDossier(commune)
    await aFile(commune, id, 'plan.txt', 'un plan')
    const { reference } = await dossierOf(commune, id)
    const service = commune.visitor()
    await service.get(lien)
    const readers = [
      [await commune.signedIn('accueil'), `/accueil/dossiers/${id}`],
      [await commune.signedIn('superviseur'), `/superviseur/dossiers/${id}`],
      [service, `/service/dossiers/${id}`],
    ] as const
    for (const [reader, path] of readers) {
      const page = await reader.get(path)
      assert.exists(page.html.querySelector(`a[href="${path}/pdf"]`), path)
      const pdf = await reader.get(`${path}/pdf`)
      assert.equal(pdf.headers['content-type'], 'application/pdf', path)
      assert.isTrue(pdf.body.startsWith('%PDF-1.7'), path)
      const zip = await reader.get(`${path}/zip`)
      assert.include(zip.headers['content-disposition']!, `${reference}.zip`)
      assert.isTrue(zip.body.startsWith('PK'), path)
      assert.include(zip.body, 'content/pieces/01-plan.txt', path)
    }
    const stranger = await commune.visitor().get(`/service/dossiers/${id}/zip`)
    assert.equal(stranger.status, 404)
  })

  test('the other demands of the same usager, and of nobody else', async ({ assert }) => {
    const contact = { nom: 'Zoé Martin', courriel: 'Rare@exemple.fr' }
    const demande = { objet: 'Un banc' }
    const first = await aSubmittedDossier(commune, { demande, contact })
    const second = await aSubmittedDossier(commune, {
      demande,
      contact: { ...contact, courriel: 'rare@exemple.fr' },
    })
    const third = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${second}`)
    assert.exists(page.html.querySelector(`aside a[href="/accueil/dossiers/${first}"]`))
    assert.notExists(page.html.querySelector(`aside a[href="/accueil/dossiers/${third}"]`))
    const alone = await aSubmittedDossier(commune, {
      demande,
      contact: { ...contact, courriel: 'seul@exemple.fr' },
    })
    assert.notInclude((await agent.get(`/accueil/dossiers/${alone}`)).text, 'Autres demandes')
  })

  test('who else has it open, as long as they have', async ({ assert }) => {
    const id = await aSubmittedDossier(commune)
    const path = `/accueil/dossiers/${id}`
    const agent = await commune.signedIn('accueil')
    const first = await agent.get(path)
    assert.notInclude(first.text, 'sous les yeux')
    await withCommune(commune.id, () =>
      sql(
        `insert into presences (commune_id, id, dossier_id, reader_id, label)
         values (current_setting('app.commune_id')::uuid, gen_random_uuid(), ?, gen_random_uuid(), 'Bruno Collègue')`,
        [id]
      )
    )
    assert.include((await agent.get(path)).text, 'Bruno Collègue a aussi ce dossier sous les yeux')
    const { token } = tokenOf(first.html.querySelector('[data-enhance=presence]'))
    const told = await agent.post(`${path}/presence`, { _csrf: token })
    assert.include(told.text, 'Bruno Collègue')
    await withCommune(commune.id, () =>
      sql(
        `update presences set seen_at = now() - interval '5 minutes' where label = 'Bruno Collègue'`
      )
    )
    assert.notInclude((await agent.get(path)).text, 'Bruno Collègue')
  })

  test('what a correction changed, before and after side by side', async ({ assert }) => {
    const id = await aSubmittedDossier(commune)
    await act(commune, id, 'demander_correction', {
      message: 'Précisez.',
      questions: ['demande.precision'],
    })
    const { CorrectDossier } = await import('#dossiers/actions/correct_dossier')
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(
        id,
        { demande: { precision: 'Devant la gare' } },
        { role: 'usager', label: 'Zoé Martin' }
      )
    )
    const page = await (await commune.signedIn('accueil')).get(`/accueil/dossiers/${id}`)
    const row = page.html.querySelectorAll('table tr').find((one) => one.text.includes('la gare'))!
    assert.equal(row.querySelector('td[data-label="Avant"]')!.text.trim(), 'Devant l’école')
    assert.equal(row.querySelector('td[data-label="Après"]')!.text.trim(), 'Devant la gare')
  })

  test('a PDF is shown in the page, without scripts and to no other site', async ({ assert }) => {
    const id = await aSubmittedDossier(commune)
    const piece = await aFile(commune, id, 'plan.txt', 'un plan')
    await withCommune(commune.id, () =>
      sql(`update pieces set type = 'application/pdf', name = 'plan.pdf' where id = ?`, [piece.id])
    )
    await withCommune(commune.id, () =>
      sql(
        `update dossiers set answers = jsonb_set(answers, '{demande,photos}', ?::jsonb) where id = ?`,
        [JSON.stringify([piece.id]), id]
      )
    )
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    const frame = page.html.querySelector('iframe')!
    assert.equal(frame.getAttribute('title'), 'plan.pdf')
    assert.include(page.headers['content-security-policy'] as string, `frame-src 'self'`)
    const shown = await agent.get(frame.getAttribute('src')!)
    assert.equal(
      shown.headers['content-security-policy'],
      `script-src 'none'; frame-ancestors 'self'`
    )
    assert.equal(shown.headers['x-content-type-options'], 'nosniff')
    const taken = await agent.get(frame.getAttribute('src')!.replace('?voir', ''))
    assert.match(taken.headers['content-security-policy'] as string, /sandbox/)
  })
})

function tokenOf(element: { getAttribute(name: string): string | undefined } | null) {
  return { token: element!.getAttribute('data-token')! }
}
