import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import Demarche from '#catalogue/demarche'
import { Keyboard } from '#tests/browser/support/keyboard'
import { signsIn } from '#tests/browser/support/signs_in'
import { aLife } from '#tests/functional/figures/support'
import { closeBrowser, faultsOf } from '#tests/support/browser'
import { submitted } from '#tests/support/lists'
import { aCommune, type TestCommune } from '#tests/support/world'
import { sql, withCommune } from '#tenancy/scope'

const titles = (commune: TestCommune) =>
  withCommune(commune.id, async () =>
    (await Demarche.query().orderBy('position')).map(({ title }) => title)
  )

test.group('The agents’ pages, with a script', (group) => {
  group.teardown(closeBrowser)

  test('a tour goes from part to part by keyboard, and is not offered again', async ({
    assert,
  }) => {
    const commune = await aCommune()
    await withCommune(commune.id, () => sql(`update accounts set tours_seen = '{}'`))
    const agent = await signsIn(commune, 'accueil', { width: 360 })
    const { page } = agent
    const keys = new Keyboard(page)
    await page.getByRole('button', { name: 'Commencer la visite' }).waitFor()
    assert.deepEqual(await faultsOf(agent), [])

    await keys.press('Commencer la visite')
    const card = page.getByRole('dialog', { name: 'Les étapes' })
    await card.waitFor()
    const focused = () => page.evaluate(() => document.activeElement!.textContent)
    assert.equal(await focused(), 'Les étapes')
    assert.deepEqual(await faultsOf(agent), [])
    await keys.press('Suivant')
    assert.equal(await focused(), 'Chercher et filtrer')
    assert.equal(await page.locator('.tour__target').count(), 1)
    await keys.press('Précédent')
    assert.equal(await focused(), 'Les étapes')
    const told = page.waitForResponse(/visites\/inbox/)
    await page.keyboard.press('Escape')
    await told
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.equal(await page.locator('.tour__target').count(), 0)

    await page.reload()
    assert.equal(await page.getByText('Première visite').count(), 0)
    await agent.go('/accueil?visite=1')
    await card.waitFor()
    assert.equal(new URL(page.url()).search, '')
  })

  test('a list is given its columns and kept as a view on a telephone', async ({ assert }) => {
    const commune = await aCommune()
    const { reference } = await submitted(commune, { precision: 'Devant l’école' })
    const agent = await signsIn(commune, 'accueil', { width: 360 })
    const { page } = agent
    await agent.go(`/accueil?demarche=${commune.demarche.id}`)
    assert.deepEqual(await faultsOf(agent), [])

    await page.getByText('Choisir les colonnes').click()
    await page.getByRole('checkbox', { name: 'Précisions' }).check()
    await page.getByRole('button', { name: 'Afficher ces colonnes' }).click()
    await page.waitForURL(/reglage=colonnes/)
    assert.deepEqual(await faultsOf(agent), [])
    await page.getByRole('button', { name: 'Monter Précisions' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/monter=/)
    const cell = page.locator('td[data-label="Précisions"]')
    assert.equal((await cell.innerText()).trim(), 'Devant l’école')

    await page.getByText('Enregistrer cette vue').click()
    await page.getByLabel('Nom de la vue').fill('Mes précisions')
    await page.getByLabel('Ouvrir la liste sur cette vue').check()
    assert.deepEqual(await faultsOf(agent), [])
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await page.getByText('est enregistrée').waitFor()
    await agent.go('/accueil')
    await page.getByRole('link', { name: 'Mes précisions', exact: true }).waitFor()
    await page.getByRole('link', { name: reference }).waitFor()
    await page.locator('.chips .chip', { hasText: 'Démarche' }).click()
    await page.getByRole('link', { name: 'Gérer la vue' }).click()
    assert.deepEqual(await faultsOf(agent), [])
  })

  test('démarches are put in order by keyboard and with the mouse', async ({ assert }) => {
    const commune = await aCommune()
    await withCommune(commune.id, () =>
      Demarche.createMany(
        ['Un', 'Deux', 'Trois'].map((title, index) => ({
          title,
          slug: title.toLowerCase(),
          description: '',
          category: 'Essais',
          position: index + 1,
        }))
      )
    )
    const admin = await signsIn(commune, 'admin')
    const { page } = admin
    await admin.go('/admin/rubriques')
    await page.getByText('Alt + flèche').waitFor()
    assert.deepEqual(await faultsOf(admin), [])
    const keys = new Keyboard(page)
    await keys.to('Trois')
    await page.keyboard.press('Alt+ArrowUp')
    await page
      .getByText('« Trois » est maintenant en position 3 sur 4.')
      .waitFor({ state: 'attached' })
    assert.deepEqual(await titles(commune), ['Demande d’essai', 'Un', 'Trois', 'Deux'])
    await keys.press('Monter « Trois »')
    await page
      .getByText('« Trois » est maintenant en position 2 sur 4.')
      .waitFor({ state: 'attached' })
    const button = await page.evaluate(() => document.activeElement!.id)
    assert.match(button, /-haut$/)

    const box = async (text: string) =>
      (await page.locator('.arrange__rows > li', { hasText: text }).boundingBox())!
    const [from, to] = [await box('Deux'), await box('Demande d’essai')]
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width / 2, to.y + 3, { steps: 8 })
    await page.mouse.up()
    await page
      .getByText('« Deux » est maintenant en position 1 sur 4.')
      .waitFor({ state: 'attached' })
    assert.deepEqual(await titles(commune), ['Deux', 'Demande d’essai', 'Trois', 'Un'])
    assert.deepEqual(await faultsOf(admin), [])
  })

  test('figures are legible on a phone, and shared out by keyboard', async ({ assert }) => {
    const commune = await aCommune()
    const by = 'accueil' as const
    const day = DateTime.now().minus({ days: 20 })
    await aLife(commune, day, [{ what: 'refuser', hours: 40, by }])
    for (const hours of [1, 2]) await aLife(commune, day, [{ what: 'transmettre', hours, by }])
    const chief = await signsIn(commune, 'superviseur', { width: 320 })
    const { page } = chief
    await chief.go('/superviseur?periode=annee')
    assert.equal(await page.getByRole('img', { name: 'Reçues et closes' }).count(), 1)
    const [table] = await page.locator('#evolution details').all()
    assert.isFalse(await table!.getByRole('table').isVisible())
    assert.deepEqual(await faultsOf(chief), [])
    const keys = new Keyboard(page)
    await keys.to('Voir les chiffres en tableau')
    await page.keyboard.press('Enter')
    assert.isTrue(await table!.getByRole('table').isVisible())
    assert.deepEqual(await faultsOf(chief), [])
    await page.emulateMedia({ media: 'print' })
    assert.isFalse(await page.getByRole('link', { name: 'Cette année' }).isVisible())
    assert.isTrue(await page.locator('#jours').getByRole('table').isVisible())
    await page.emulateMedia({ media: null })

    await chief.go('/superviseur/charge')
    assert.deepEqual(await faultsOf(chief), [])
    await keys.press('Réattribuer Voirie')
    assert.deepEqual(await faultsOf(chief), [])
    await keys.press('Réattribuer les dossiers cochés')
    await page.getByText('Cochez au moins un dossier.').first().waitFor()
    assert.deepEqual(await faultsOf(chief), [])
    await keys.press('Réattribuer les 2 dossiers')
    await page.getByRole('heading', { name: '2 dossiers à réattribuer' }).waitFor()
    assert.deepEqual(await faultsOf(chief), [])
    await page.getByLabel('Service', { exact: true }).selectOption({ label: 'Urbanisme' })
    await keys.press('Réattribuer ces 2 dossiers')
    await page.getByText('Confier à un autre service').first().waitFor()
    assert.deepEqual(await faultsOf(chief), [])
  })

  test('a tag of a mail is put where one writes', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await signsIn(commune, 'admin')
    const { page } = admin
    await admin.go('/admin/courriels/texte?modele=usager-recue')
    const tag = page.getByRole('button', { name: 'Mettre {nom} dans le texte' })
    await tag.waitFor()
    assert.deepEqual(await faultsOf(admin), [])
    const keys = new Keyboard(page)
    await keys.fill('Objet', 'Reçu de , merci')
    for (let step = 0; step < ', merci'.length; step++) await page.keyboard.press('ArrowLeft')
    await keys.press('Mettre {nom} dans le texte')
    assert.equal(await page.getByLabel('Objet').inputValue(), 'Reçu de {nom}, merci')
    await page.keyboard.insertText(' !')
    assert.equal(await page.getByLabel('Objet').inputValue(), 'Reçu de {nom} !, merci')
  })
})
