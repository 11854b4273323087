import { test } from '@japa/runner'
import { withCommune } from '#tenancy/scope'
import Piece from '#documents/piece'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { aCommune } from '#tests/support/world'
import { askCorrection, dossierOf, idIn, PNG, tokenOf } from '../functional/usager/support.js'
import { LIVE_FORM } from './support/live_form.js'

/** A dossier that was sent without a script, on which a correction is asked. */
async function asked(questions: string[]) {
  const commune = await aCommune({ form: LIVE_FORM })
  const sender = commune.visitor()
  const second = await sender.submit(await sender.get('/demarches/demande/remplir'), {
    'f[demande][motif]': 'trou',
    'f[demande][date][day]': '3',
    'f[demande][date][month]': '3',
    'f[demande][date][year]': '2026',
    'f[demande][repas]': '2',
  })
  const contact = { 'f[envoi][nom]': 'Zoé Martin', 'f[envoi][courriel]': 'zoe@exemple.fr' }
  const id = idIn(await sender.submit(await sender.submit(second, contact)))
  await askCorrection(commune, id, questions)
  const usager = await Person.at(commune.host, { width: 320 })
  await usager.go(`/suivi/${await tokenOf(commune, 'usager-correction')}`)
  // The link is only opened by a person.
  if (!usager.page.url().includes('/dossiers/')) await usager.page.locator('main button').click()
  await usager.go(`/dossiers/${id}/correction`)
  return { commune, id, usager, page: usager.page }
}

test.group('A correction with JavaScript', (group) => {
  group.teardown(closeBrowser)

  test('follows its rules, keeps what is typed, and changes nothing before it is sent', async ({
    assert,
  }) => {
    const { commune, id, usager, page } = await asked(['demande.motif', 'demande.plan'])
    await page.waitForSelector('[data-alive]')
    assert.equal(await page.getByLabel('Nombre de repas').count(), 0)
    await page.locator('label').getByText('Autre chose', { exact: true }).click()
    await page.getByLabel('Précisez').waitFor()
    await page.getByRole('button', { name: 'Envoyer mes corrections' }).last().click()
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Précisez/ })
      .waitFor()
    assert.deepEqual(await faultsOf(usager), [])

    const files = page.locator('input[type=file]')
    await files.setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: PNG })
    await page.getByRole('link', { name: 'plan.png' }).waitFor()
    const saved = page.waitForResponse(
      (answer) => answer.request().postData()?.includes('Une grille') ?? false
    )
    await page.getByLabel('Précisez').fill('Une grille')
    await saved
    await page.getByText('pas encore envoyé à la mairie').waitFor()
    const kept = await dossierOf(commune, id)
    assert.equal(kept.answers.demande!.motif, 'trou')
    assert.equal(kept.correction!.demande!.precisez, 'Une grille')
    const [piece] = await withCommune(commune.id, () => Piece.of(id))
    assert.deepEqual(kept.correction!.demande!.plan, [piece!.id])

    await page.reload()
    await page.waitForSelector('[data-alive]')
    assert.equal(await page.getByLabel('Précisez').inputValue(), 'Une grille')
    await page.getByRole('button', { name: 'Envoyer mes corrections' }).last().click()
    await page.getByText('Vos corrections sont envoyées').waitFor()
    const { answers, correction } = await dossierOf(commune, id)
    assert.isNull(correction)
    assert.deepEqual(answers.demande, {
      motif: 'autre',
      precisez: 'Une grille',
      date: '2026-03-03',
      repas: 2,
      total: 700,
      plan: [piece!.id],
    })
  })

  test('of everything takes the markup of the server over as it is', async ({ assert }) => {
    const { usager, page } = await asked([])
    await page.waitForSelector('[data-alive]')
    const live = await page.locator('[data-enhance="form"]').innerHTML()
    await page.route('**/assets/form-*.js', (route) => route.abort())
    await page.reload()
    assert.equal(await page.locator('[data-enhance="form"]').innerHTML(), live)
    assert.equal(await page.getByLabel('Votre nom').inputValue(), 'Zoé Martin')
    assert.deepEqual(await faultsOf(usager), [])
  })
})
