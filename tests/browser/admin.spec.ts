import { test } from '@japa/runner'
import { signsIn } from '#tests/browser/support/signs_in'
import { faultsOf, Person } from '#tests/support/browser'
import { aCommune } from '#tests/support/world'

test.group('The administration, in a browser', () => {
  for (const width of [1280, 320]) {
    test(`may be shown at ${width} px, in error too`, async ({ assert }) => {
      const commune = await aCommune()
      const person = await signsIn(commune, 'admin', { width })
      const { services, accounts } = commune
      for (const path of [
        '/admin/demarches',
        '/admin/demarches/demande',
        '/admin/demarches/demande/presentation',
        '/admin/demarches/demande/ouverture',
        '/admin/demarches/demande/traitement',
        '/admin/rubriques',
        '/admin/rubriques/modifier?nom=Essais',
        '/admin/services',
        `/admin/services/${services.voirie}`,
        '/admin/agents',
        `/admin/agents/${accounts.accueil.id}`,
        '/admin/courriels',
        '/admin/courriels/texte?modele=usager-recue',
        '/admin/listes',
        '/admin/listes/nouvelle',
        '/admin/accueil',
        '/admin/journal',
        '/aide/admin',
      ]) {
        await person.go(path)
        assert.deepEqual(await faultsOf(person), [], path)
      }

      await person.go('/admin/demarches/demande/presentation')
      await person.page.locator('#title').fill(' ')
      await person.page.locator('form.form').evaluate((form: HTMLFormElement) => {
        form.noValidate = true
      })
      await person.press('Enregistrer')
      assert.include(await person.page.title(), 'Erreur')
      assert.deepEqual(await faultsOf(person), [], 'in error')

      await person.go('/admin/courriels/texte?modele=usager-recue')
      await person.press('Voir l’aperçu')
      assert.deepEqual(await faultsOf(person), [], 'preview')
      await person.close()
    }).timeout(300_000)
  }
})

test.group('The home page, in a browser', () => {
  for (const width of [1280, 320]) {
    test(`narrows its démarches as one types, at ${width} px`, async ({ assert }) => {
      const commune = await aCommune()
      const person = await Person.at(commune.host, { width })
      await person.go('/')
      assert.deepEqual(await faultsOf(person), [])

      const { page } = person
      const field = page.getByRole('searchbox')
      await field.click()
      await page.waitForTimeout(500)
      await field.pressSequentially('DÉMARCHE tests')
      await page.getByText('Une démarche pour « DÉMARCHE tests »').waitFor()
      assert.isTrue(await page.getByRole('link', { name: 'Demande d’essai' }).isVisible())
      await field.fill('piscine')
      await page.getByText('Aucune démarche ne correspond').waitFor()
      assert.isFalse(await page.getByRole('link', { name: 'Demande d’essai' }).isVisible())
      assert.deepEqual(await faultsOf(person), [])
      await page.getByRole('link', { name: 'Voir toutes les démarches' }).click()
      assert.isTrue(await page.getByRole('link', { name: 'Demande d’essai' }).isVisible())
      await person.close()
    })
  }

  test('searches without JavaScript', async ({ assert }) => {
    const commune = await aCommune()
    const person = await Person.at(commune.host, { javaScript: false })
    await person.go('/')
    await person.page.getByRole('searchbox').fill('essai')
    await person.page.getByRole('searchbox').press('Enter')
    await person.page.waitForLoadState()
    assert.isTrue(await person.page.getByText('Une démarche pour « essai »').isVisible())
    await person.close()
  })
})
