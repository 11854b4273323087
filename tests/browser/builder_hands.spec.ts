import { test } from '@japa/runner'
import { signsIn } from '#tests/browser/support/signs_in'
import { closeBrowser, faultsOf, type Person } from '#tests/support/browser'
import { draftOf, pathsOf, specAt } from '#tests/functional/builder/support'
import { aCommune } from '#tests/support/world'

const FORM = '/admin/demarches/demande/formulaire'

const OTHERS = [
  `${FORM}?q=demande&volet=supprimer`,
  `${FORM}/essai`,
  `${FORM}/publication`,
  `${FORM}/versions`,
  `${FORM}/source`,
]

const saved = ({ page }: Person) => page.locator('#construction:not([aria-busy])').waitFor()

test.group('The builder, with a script', (group) => {
  group.teardown(closeBrowser)

  test('a question is drawn to another page with the mouse', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await signsIn(commune, 'admin')
    const { page } = admin
    await admin.go(FORM)
    const box = async (path: string) => (await page.locator(`[id="plan-${path}"]`).boundingBox())!
    const [from, to] = [await box('demande.photos'), await box('contact.courriel')]
    await page.mouse.move(from.x + 40, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(to.x + 40, to.y + to.height - 4, { steps: 8 })
    await page.mouse.up()
    await page.locator('[id="plan-contact.photos"]').waitFor()
    await saved(admin)
    assert.deepEqual((await pathsOf(commune, 'demande')).slice(-3), [
      'contact.nom',
      'contact.courriel',
      'contact.photos',
    ])
    const said = await page.locator('#annonce').textContent()
    assert.include(said!, 'est maintenant en position 3')
    assert.deepEqual(await faultsOf(admin), [])
  })

  test('Alt and an arrow move what is chosen, and it keeps the focus', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await signsIn(commune, 'admin')
    const { page } = admin
    await admin.go(`${FORM}?q=demande.photos`)
    await page.locator('[id="plan-demande.photos"] a').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await saved(admin)
    await page.keyboard.press('Alt+ArrowUp')
    await saved(admin)
    assert.equal((await pathsOf(commune, 'demande'))[1], 'demande.photos')
    const focused = await page.evaluate(() => document.activeElement!.closest('li')!.id)
    assert.equal(focused, 'plan-demande.photos')
  })

  test('of two administrators, the second is told by whom and loses nothing', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const [one, other] = [await signsIn(commune, 'admin'), await signsIn(commune, 'admin')]
    await one.go(`${FORM}?q=demande.objet`)
    await other.go(`${FORM}?q=contact.nom`)
    await one.page.getByLabel('Question', { exact: true }).fill('Objet de la demande')
    await one.page.keyboard.press('Tab')
    await saved(one)
    await other.page.getByLabel('Question', { exact: true }).fill('Votre nom')
    await other.page.keyboard.press('Tab')
    await other.page.getByText('a enregistré un changement').first().waitFor()
    await saved(other)
    assert.deepEqual(await faultsOf(other), [])
    assert.include(await other.page.innerText('#plan'), 'Objet de la demande')
    assert.notInclude(await other.page.innerText('#plan'), 'Votre nom')
    assert.notInclude(await other.page.innerText('#feuille'), 'Votre nom')
    assert.equal(await other.page.getByLabel('Question', { exact: true }).inputValue(), 'Votre nom')
    assert.equal((await specAt(commune, 'demande', 'contact.nom'))!.title, 'Nom')

    await other.page.getByLabel('Question', { exact: true }).fill('Votre nom entier')
    await other.page.keyboard.press('Tab')
    await saved(other)
    assert.equal((await specAt(commune, 'demande', 'contact.nom'))!.title, 'Votre nom entier')
    const { document } = await draftOf(commune, 'demande')
    assert.equal(document.properties.demande!.properties!.objet!.title, 'Objet de la demande')
  })

  test('a change shows before the server has kept it', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await signsIn(commune, 'admin')
    const { page } = admin
    await admin.go(`${FORM}?q=contact.nom`)
    let answer = () => {}
    const held = new Promise<void>((resolve) => (answer = resolve))
    await page.route('**/reglages', async (route) => {
      await held
      await route.continue()
    })
    const item = page.locator('[id="feuille-contact.nom"]')
    assert.notInclude(await item.innerText(), '(facultatif)')
    await page.getByLabel('Réponse obligatoire').click()
    assert.include(await item.innerText(), '(facultatif)')
    assert.equal(await page.locator('#construction[aria-busy]').count(), 1)
    const shown = await item.innerHTML()
    answer()
    await saved(admin)
    assert.equal(await item.innerHTML(), shown)
    const { document } = await draftOf(commune, 'demande')
    assert.notInclude(document.properties.contact!.required ?? [], 'nom')
  })

  test('what the server does not answer is said at once, and not lost', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await signsIn(commune, 'admin')
    const { page } = admin
    await admin.go(`${FORM}?q=contact.nom`)
    await page.route('**/reglages', (route) => route.abort())
    await page.getByLabel('Question', { exact: true }).fill('Votre nom')
    await page.keyboard.press('Tab')
    await page.getByText('Votre dernier changement n’est pas enregistré').waitFor()
    assert.equal(await page.getByLabel('Question', { exact: true }).inputValue(), 'Votre nom')
    await page.unroute('**/reglages')
    await page.getByLabel('Question', { exact: true }).fill('Votre nom entier')
    await page.keyboard.press('Tab')
    await saved(admin)
    assert.isTrue(await page.locator('#echec').isHidden())
    assert.equal((await specAt(commune, 'demande', 'contact.nom'))!.title, 'Votre nom entier')
  })

  test('every page about a form is accessible, on a phone too, and in error', async ({
    assert,
  }) => {
    const commune = await aCommune()
    for (const width of [1280, 320]) {
      const admin = await signsIn(commune, 'admin', { width })
      for (const path of [
        FORM,
        `${FORM}?q=demande.objet&volet=avance`,
        `${FORM}?q=demande.precision&volet=avance&plus=1`,
        `${FORM}?q=demande&volet=ajouter`,
        // The panel beside the form is laid out by the width; what follows only gets narrower.
        ...(width < 1280 ? OTHERS : []),
        '/admin/demarches/nouvelle',
      ]) {
        await admin.go(path)
        assert.deepEqual(await faultsOf(admin), [], path)
      }
      await admin.press('Créer la démarche')
      assert.deepEqual(await faultsOf(admin), [])
      await admin.go(`${FORM}/source`)
      await admin.page.getByLabel('JSON Schema').fill('{"type": 1')
      await admin.press('Vérifier et enregistrer')
      assert.deepEqual(await faultsOf(admin), [])
      await admin.close()
    }
  })
})
