import { test } from '@japa/runner'
import Dossier from '#dossiers/dossier'
import Piece from '#documents/piece'
import { withCommune } from '#tenancy/scope'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { aCommune, type TestCommune } from '#tests/support/world'
import { LIVE_FORM } from './support/live_form.js'

const FORM = '/demarches/demande/remplir'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

async function filling({ width = 1280 } = {}) {
  const commune = await aCommune({ form: LIVE_FORM })
  const usager = await Person.at(commune.host, { width })
  return { commune, usager, page: usager.page }
}

async function opened(options?: { width?: number }) {
  const one = await filling(options)
  await one.usager.go(FORM)
  await one.page.waitForSelector('[data-alive]')
  return one
}

const dossiers = (commune: TestCommune) => withCommune(commune.id, () => Dossier.query())
const pieces = (commune: TestCommune) => withCommune(commune.id, () => Piece.query())

/** The one draft, as soon as it holds this. */
async function draftWith(commune: TestCommune, holds: (answers: any) => unknown) {
  for (let tries = 0; tries < 100; tries++) {
    const [draft] = await dossiers(commune)
    if (draft && holds(draft.answers)) return draft
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Not kept: ${JSON.stringify((await dossiers(commune))[0]?.answers)}`)
}

/** The box of a choice is as large as its line, and its label lies over it. */
const pick = (within: Person['page'] | ReturnType<Person['page']['locator']>, label: string) =>
  within.locator('label').getByText(label, { exact: true }).click()

const goOn = (page: Person['page']) => page.locator('.actions [data-continue]').click()

test.group('A page with JavaScript', (group) => {
  group.teardown(closeBrowser)

  test('is taken over as it is, with what was typed before', async ({ assert }) => {
    const { commune, usager, page } = await filling()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/assets/form-*.js', async (route) => {
      await held
      await route.continue()
    })
    await usager.go(FORM)
    await pick(page, 'Autre chose')
    await page.getByLabel('Jour').fill('3')
    await page.getByLabel('Nombre de repas').fill('12')
    assert.equal(await page.getByLabel('Précisez').count(), 0)
    release()
    await page.waitForSelector('[data-alive]')

    assert.isTrue(await page.getByLabel('Autre chose').isChecked())
    assert.equal(await page.getByLabel('Jour').inputValue(), '3')
    assert.equal(await page.getByLabel('Nombre de repas').inputValue(), '12')
    await page.getByLabel('Précisez').fill('Une grille')
    assert.include(await page.locator('output').innerText(), '42,00')
    const draft = await draftWith(commune, ({ demande }) => demande.precisez === 'Une grille')
    assert.equal(draft.answers.demande!.repas, 12)
    assert.deepEqual(await faultsOf(usager), [])
  })

  test('changes nothing of the markup of the server, on any of its pages', async ({ assert }) => {
    const { usager, page } = await filling()
    let markup = ''
    await page.route('**/assets/form-*.js', async (route) => {
      markup = await page.locator('[data-enhance="form"]').innerHTML()
      await route.continue()
    })
    await usager.go(FORM)
    await page.waitForSelector('[data-alive]')
    assert.equal(await page.locator('[data-enhance="form"]').innerHTML(), markup)
  })

  test('keeps no draft of someone who only looks', async ({ assert }) => {
    const { commune, page } = await opened()
    await page.getByLabel('Nombre de repas').focus()
    await page.getByLabel('Jour').focus()
    await page.waitForTimeout(2000)
    assert.lengthOf(await dossiers(commune), 0)
  })

  test('asks what an answer brings up, in rows too, and no more what it took away', async ({
    assert,
  }) => {
    const { commune, usager, page } = await opened()
    await pick(page, 'Autre chose')
    await page.getByLabel('Précisez').fill('Une grille')
    await pick(page, 'Un trou')
    assert.equal(await page.getByLabel('Précisez').count(), 0)
    await pick(page, 'Autre chose')
    assert.equal(await page.getByLabel('Précisez').inputValue(), 'Une grille')

    await page.getByRole('button', { name: 'Ajouter' }).click()
    await page.getByRole('button', { name: 'Ajouter' }).click()
    const first = page.getByRole('group', { name: 'Témoin 1' })
    const second = page.getByRole('group', { name: 'Témoin 2' })
    await first.getByLabel('Nom du témoin').fill('Ana')
    await second.getByLabel('Nom du témoin').fill('Bob')
    await pick(second, 'Non')
    assert.equal(await first.getByLabel('Nom de son tuteur').count(), 0)
    await second.getByLabel('Nom de son tuteur').fill('Zoé')
    await first.getByRole('button', { name: /Retirer/ }).click()
    assert.equal(await page.getByLabel('Nom du témoin').count(), 1)
    assert.equal(await first.getByLabel('Nom du témoin').inputValue(), 'Bob')
    assert.equal(await first.getByLabel('Nom de son tuteur').inputValue(), 'Zoé')
    assert.include(page.url(), FORM)
    assert.deepEqual(await faultsOf(usager), [])
    const draft = await draftWith(commune, ({ demande }) => demande.temoins?.length === 1)
    assert.deepEqual(draft.answers.demande!.temoins, [{ nom: 'Bob', majeur: false, tuteur: 'Zoé' }])
  })

  test('tells what is wrong where it is, then all at once, in the words of the server', async ({
    assert,
  }) => {
    const { commune, usager, page } = await opened({ width: 320 })
    const repas = page.getByLabel('Nombre de repas')
    await repas.fill('zéro')
    await page.getByLabel('Jour').focus()
    const error = page.locator('.field', { has: repas }).locator('.field__error')
    await error.waitFor()
    assert.equal(await repas.getAttribute('aria-invalid'), 'true')
    await repas.fill('2')
    await page.getByLabel('Jour').focus()
    await error.waitFor({ state: 'detached' })

    await pick(page, 'Autre chose')
    await page.getByLabel('Jour').fill('31')
    await page.getByLabel('Mois').fill('2')
    await page.getByLabel('Année').fill('2026')
    await repas.fill('-1')
    await goOn(page)
    const summary = page.getByRole('alert')
    await summary.waitFor()
    assert.isTrue(await summary.evaluate((node) => node === document.activeElement))
    assert.match(await page.title(), /^Erreur\s: /)
    assert.deepEqual(await faultsOf(usager), [])
    const told = await summary.getByRole('link').allInnerTexts()

    const without = commune.visitor()
    const again = await without.submit(await without.get(FORM), {
      'f[demande][motif]': 'autre',
      'f[demande][date][day]': '31',
      'f[demande][date][month]': '2',
      'f[demande][date][year]': '2026',
      'f[demande][repas]': '-1',
      'shown[]': ['', 'demande.precisez'],
    })
    assert.equal(again.status, 422)
    const links = again.html.querySelectorAll('.error-summary a')
    assert.deepEqual(
      told,
      links.map((link) => link.text.trim())
    )
    await summary.getByRole('link').first().click()
    assert.isTrue(
      await page.getByLabel('Précisez').evaluate((node) => node === document.activeElement)
    )
  })

  test('says when answers are kept no more, what to do, and when they are again', async ({
    assert,
  }) => {
    const { commune, usager, page } = await opened()
    await page.getByLabel('Nombre de repas').fill('3')
    await draftWith(commune, ({ demande }) => demande.repas === 3)
    await page.locator('.autosave', { hasText: 'Brouillon enregistré à' }).waitFor()

    await usager.context.setOffline(true)
    await page.getByLabel('Nombre de repas').fill('4')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    assert.include(await alert.innerText(), 'Gardez cette page ouverte')
    assert.deepEqual(await faultsOf(usager), [])
    await usager.context.setOffline(false)
    await page.getByRole('status').filter({ hasText: 'de nouveau enregistrées' }).waitFor()
    await draftWith(commune, ({ demande }) => demande.repas === 4)
    assert.equal(await page.getByRole('alert').count(), 0)
  })

  test('tells of what another tab has saved, and lets choose', async ({ assert }) => {
    const { commune, usager, page } = await opened()
    await page.getByLabel('Nombre de repas').fill('12')
    const draft = await draftWith(commune, ({ demande }) => demande.repas === 12)
    const other = await usager.context.newPage()
    await other.goto(usager.origin + FORM)
    await other.waitForSelector('[data-alive]')
    await other.getByLabel('Nombre de repas').fill('15')
    await draftWith(commune, ({ demande }) => demande.repas === 15)

    await page.getByLabel('Nombre de repas').fill('20')
    await page.getByRole('alert').getByText('dans un autre onglet').waitFor()
    await page.getByRole('button', { name: 'continuer plus tard' }).click()
    await page.getByText('Enregistré : 15').waitFor()
    assert.equal(await page.getByLabel('Nombre de repas').inputValue(), '20')
    assert.deepEqual(await faultsOf(usager), [])
    await page.getByRole('button', { name: 'continuer plus tard' }).click()
    await page.waitForURL(/plus-tard$/)
    const kept = await withCommune(commune.id, () => Dossier.findOrFail(draft.id))
    assert.equal(kept.answers.demande!.repas, 20)
  })

  test('sends files one by one, with their progress, and takes them away again', async ({
    assert,
  }) => {
    const { commune, usager, page } = await opened()
    const network = await usager.context.newCDPSession(page)
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 50,
      downloadThroughput: -1,
      uploadThroughput: 120_000,
    })
    const large = Buffer.concat([PNG, Buffer.alloc(300_000)])
    await page.getByLabel('Plan').setInputFiles([
      { name: 'grand.png', mimeType: 'image/png', buffer: large },
      { name: 'petit.png', mimeType: 'image/png', buffer: PNG },
    ])
    await page.getByRole('progressbar', { name: 'Envoi de grand.png' }).waitFor()
    assert.deepEqual(await faultsOf(usager), [])
    await page.getByRole('link', { name: 'grand.png' }).waitFor()
    await page.getByRole('link', { name: 'petit.png' }).waitFor()
    const draft = await draftWith(commune, ({ demande }) => demande.plan?.length === 2)
    assert.lengthOf(await pieces(commune), 2)

    await page.getByRole('button', { name: 'Retirer petit.png' }).click()
    await draftWith(commune, ({ demande }) => demande.plan?.length === 1)
    assert.lengthOf(await pieces(commune), 1)
    assert.deepEqual(
      (await dossiers(commune)).map(({ id }) => id),
      [draft.id]
    )

    const exe = Buffer.from('MZ\u0090\u0000\u0003\u0000not a picture')
    await page
      .getByLabel('Plan')
      .setInputFiles([{ name: 'x.png', mimeType: 'image/png', buffer: exe }])
    const error = page.locator('.field__error')
    await error.waitFor()
    const text = (await error.innerText()).replace(/[\s\u00a0\u202f]+/g, ' ')
    assert.include(text, 'La pièce « x.png » n’est pas acceptée')
    assert.deepEqual(await faultsOf(usager), [])
  })

  test('plays a whole démarche on a slow telephone', async ({ assert }) => {
    const { commune, usager, page } = await filling({ width: 360 })
    const network = await usager.context.newCDPSession(page)
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 200_000,
      uploadThroughput: 80_000,
    })
    await usager.go('/demarches/demande')
    await usager.press('Commencer')
    await pick(page, 'Un trou')
    await page.getByLabel('Jour').fill('3')
    await page.getByLabel('Mois').fill('3')
    await page.getByLabel('Année').fill('2026')
    await page
      .getByLabel('Plan')
      .setInputFiles([{ name: 'plan.png', mimeType: 'image/png', buffer: PNG }])
    await goOn(page)
    await page.waitForURL(/envoi$/)
    await page.waitForSelector('[data-alive]')
    await page.getByLabel('Votre nom').fill('Zoé Martin')
    await page.getByLabel('Adresse électronique').fill('zoe@exemple.fr')
    await page.getByLabel('Téléphone').fill('06 12 34 56 78')
    await goOn(page)
    await page.waitForURL(/verifier$/)
    assert.deepEqual(await faultsOf(usager), [])
    await usager.press(/^Envoyer/)
    await page.waitForURL(/envoye$/)

    const [dossier, ...others] = await dossiers(commune)
    assert.lengthOf(others, 0)
    assert.isNotNull(dossier!.submittedAt)
    assert.equal(dossier!.answers.envoi!.telephone, '+33612345678')
    assert.lengthOf(dossier!.answers.demande!.plan as string[], 1)
    assert.lengthOf(await pieces(commune), 1)
  })
})
