import { test } from '@japa/runner'
import { aSubmittedDossier, dossierOf, lastLienTo } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'
import { sql, withCommune } from '#tenancy/scope'
import { findWorkflow } from '#workflow/main'

test.group('Another workflow at the same desks', () => {
  test('opinions are asked of several services, each by its own link', async ({ assert }) => {
    const commune = await aCommune({ workflow: findWorkflow('avis-puis-decision')! })
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const { voirie, urbanisme } = commune.services

    const form = await agent.get(`/accueil/dossiers/${id}/actions/demander_avis`)
    const empty = await agent.submit(
      form,
      { 'f[question]': 'Possible ?' },
      { which: '#action form' }
    )
    assert.equal(empty.status, 422)
    const fields = { 'f[services][]': [voirie, urbanisme], 'f[question]': 'Possible ?' }
    const asked = await agent.submit(empty, fields, { which: '#action form' })
    assert.include(asked.text, 'Avis demandé')
    assert.include(asked.text, 'Voirie, Urbanisme')

    const service = commune.visitor()
    const opened = await service.get(await lastLienTo(commune, id, 'urbanisme'))
    assert.include(opened.text, 'Lien sécurisé établi pour Urbanisme')
    const given = await service.submit(opened, { 'f[avis]': 'reserve' }, { which: '#action form' })

    assert.include(given.text, 'Votre avis est rendu')
    const standing = (await dossierOf(commune, id)).standing!
    const pending = standing.opinions.filter(({ answeredAt }) => !answeredAt)
    assert.deepEqual(
      pending.map(({ serviceId }) => serviceId),
      [voirie]
    )
    const page = await agent.get(`/accueil/dossiers/${id}`)
    assert.include(page.text, 'Favorable avec réserves')
  })

  test('a démarche without an address: the agent is told to tell the usager', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    await withCommune(commune.id, () => sql('update dossiers set contact_email = null'))
    const agent = await commune.signedIn('accueil')
    const form = await agent.get(`/accueil/dossiers/${id}/actions/accepter`)
    const done = await agent.submit(form, {}, { which: '#action form' })
    assert.include(done.text, 'L’usager n’a pas d’adresse électronique : prévenez-le autrement.')
  })
})
