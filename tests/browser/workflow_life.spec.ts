import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import env from '#start/env'
import { declaration } from '#workflow/library/declaration'
import { avisPuisDecision } from '#workflow/library/avis_puis_decision'
import { act, aSubmittedDossier, dossierOf, lastLienTo } from '#tests/support/dossiers'
import { signsIn } from '#tests/browser/support/signs_in'
import { faultsOf, Person } from '#tests/support/browser'
import { runJobs } from '#tests/support/jobs'
import { sql, withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'

test.group('The life of a workflow, in a browser', () => {
  test('opinions, messages and the way of a dossier, at 360 px', async ({ assert }) => {
    const commune = await aCommune({ workflow: avisPuisDecision })
    const id = await aSubmittedDossier(commune)
    await aSubmittedDossier(commune)
    const { voirie } = commune.services
    await act(commune, id, 'demander_avis', { services: [voirie], question: 'Un avis ?' })

    const service = await Person.at(commune.host, { width: 360 })
    await service.go(await lastLienTo(commune, id, 'voirie'))
    assert.deepEqual(await faultsOf(service), [], 'an opinion')
    await service.page.locator('form[action*="/actions/"] button[type="submit"]').last().click()
    await service.page.waitForLoadState()
    assert.include(await service.page.title(), 'Erreur')
    assert.deepEqual(await faultsOf(service), [], 'an opinion, in error')
    await service.close()

    const agent = await signsIn(commune, 'accueil', { width: 360 })
    const { page } = agent
    await agent.go(`/accueil/dossiers/${id}`)
    await page.locator('#parcours > summary').click()
    await page.locator('.diagram .disclosure > summary').click()
    assert.deepEqual(await faultsOf(agent), [], 'the way of a dossier')
    await page.locator('.diagram__way [aria-current]').focus()
    await page.keyboard.press('Enter')
    const here = page.locator('.diagram__state[aria-current="step"]')
    const isSeen = async () => {
      const { x, width } = (await here.boundingBox())!
      return x + width > 40 && x < 320
    }
    for (let tries = 0; tries < 40 && !(await isSeen()); tries += 1) await page.waitForTimeout(100)
    assert.isTrue(await isSeen(), 'the state is brought into view')

    await page.getByRole('button', { name: 'Envoyer le message' }).click()
    await page.waitForLoadState()
    assert.include(await page.title(), 'Erreur')
    assert.deepEqual(await faultsOf(agent), [], 'a message, in error')

    const declaring = await aCommune({ workflow: declaration })
    await aSubmittedDossier(declaring)
    await runJobs()
    const [made] = await withCommune(declaring.id, () => sql('select code from certificates'))
    const anyone = await Person.at(declaring.host, { width: 360 })
    await anyone.go(`/verifier/${made!.code}`)
    assert.include(await anyone.page.innerText('main'), 'Ce document est authentique')
    assert.deepEqual(await faultsOf(anyone), [], 'a certificate')
    await anyone.close()

    await agent.go('/verifier/AAAA-BBBB-CCCC-DDDD')
    assert.deepEqual(await faultsOf(agent), [], 'a certificate that is not known')
    await agent.close()
  }).timeout(300_000)

  test('a workflow that is tried, and programs that are linked, at 360 px', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await signsIn(commune, 'admin', { width: 360 })
    await admin.go('/admin/circuits/guichet-unique/essai')
    assert.deepEqual(await faultsOf(admin), [], 'a trial')
    await admin.press('Refuser')
    await admin.press('Refuser')
    assert.include(await admin.page.title(), 'Erreur')
    assert.deepEqual(await faultsOf(admin), [], 'a trial, in error')
    await admin.page.getByLabel('Motif du refus').fill('Hors délai')
    await admin.press('Refuser')
    assert.deepEqual(await faultsOf(admin), [], 'a trial, to its end')

    await admin.go('/admin/liaisons')
    assert.deepEqual(await faultsOf(admin), [], 'no program')
    await admin.go('/admin/liaisons/nouvelle')
    await admin.page.getByLabel('Nom dans les circuits').fill('etat-civil')
    await admin.page.getByLabel('Adresse appelée').fill('https://10.0.0.1/')
    await admin.press('Enregistrer')
    assert.include(await admin.page.title(), 'Erreur')
    assert.deepEqual(await faultsOf(admin), [], 'a program, in error')
    await admin.page.getByLabel('Adresse appelée').fill('https://exemple.fr/guichet')
    await admin.press('Enregistrer')
    assert.deepEqual(await faultsOf(admin), [], 'a program')
    await admin.close()
  }).timeout(300_000)

  test('one action on many dossiers, and a decision that is taken back', async ({ assert }) => {
    const commune = await aCommune()
    const ids = []
    for (let made = 0; made < 3; made += 1) ids.push(await aSubmittedDossier(commune))
    env.set('UNDO_SECONDS', 600)
    try {
      const agent = await signsIn(commune, 'accueil', { width: 360 })
      const { page } = agent
      await agent.go('/accueil')
      await takesOut(agent, assert)
      await agent.go('/accueil')
      for (const box of await page.locator('input[name="d[]"]').all()) await box.check()
      await page.locator('[form="lot"][type="submit"], #lot button[type="submit"]').first().click()
      await page.waitForLoadState()
      assert.deepEqual(await faultsOf(agent), [], 'what to do with them')

      await page.locator('button[name="action"][value="refuser"]').click()
      await page.waitForLoadState()
      assert.deepEqual(await faultsOf(agent), [], 'a preview')
      const send = page.locator('form[action="/accueil/lots"] button[type="submit"]').last()
      await send.click()
      await page.waitForLoadState()
      assert.include(await page.title(), 'Erreur')
      assert.deepEqual(await faultsOf(agent), [], 'a preview, in error')

      // A colleague acts on one of them meanwhile.
      await act(commune, ids[1]!, 'transmettre', { service: commune.services.voirie })
      await page.getByLabel('Motif du refus').fill('Doublon.')
      await send.click()
      await page.waitForLoadState()
      assert.deepEqual(await faultsOf(agent), [], 'the progress')
      await runJobs()
      await page.reload()
      await page.getByText('Compte rendu').first().waitFor()
      assert.include(await page.locator('#refuses').innerText(), 'a agi avant vous')
      assert.deepEqual(await faultsOf(agent), [], 'the report')

      await page.locator('form[action$="/annulation"] button[type="submit"]').click()
      await page.waitForLoadState()
      assert.deepEqual(await faultsOf(agent), [], 'taken back')
      assert.equal((await dossierOf(commune, ids[0]!)).state, 'recu')
      await agent.close()
    } finally {
      env.set('UNDO_SECONDS', 0)
    }
  }).timeout(180_000)
})

/** The list on the screen as a file, from its button to its bytes: progress comes by itself. */
async function takesOut(agent: Person, assert: Assert) {
  const { page } = agent
  await page.getByRole('link', { name: 'Exporter' }).click()
  await page.waitForLoadState()
  assert.deepEqual(await faultsOf(agent), [], 'a list to take out')
  await page.getByLabel('LibreOffice').check()
  await agent.press('Préparer le fichier')
  await page.getByRole('progressbar').waitFor()
  assert.deepEqual(await faultsOf(agent), [], 'an export under way')
  await runJobs()
  const link = page.getByRole('link', { name: /^Télécharger/ })
  await link.waitFor()
  assert.equal(await page.getByRole('progressbar').count(), 0)
  assert.deepEqual(await faultsOf(agent), [], 'an export that is ready')
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  assert.match(file.suggestedFilename(), /^dossiers-[\d-]+-\w+\.ods$/)
}
