import { test } from '@japa/runner'
import Account from '#identity/account'
import { aColleague } from '#tests/functional/desk_work/support'
import { signsIn } from '#tests/browser/support/signs_in'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { act } from '#tests/support/dossiers'
import { submitted } from '#tests/support/lists'
import { aCommune, PASSWORD } from '#tests/support/world'
import { withCommune } from '#tenancy/scope'

test.group('An agent’s day, by keyboard and in company', (group) => {
  group.teardown(closeBrowser)

  test('goes through the list by keys, sees who is there and what comes in', async ({ assert }) => {
    const commune = await aCommune()
    const bruno = await aColleague(commune, 'Bruno Collègue')
    const [one, two, third] = [
      await submitted(commune, { at: '2026-03-01T10:00:00Z', nom: 'Nom 1' }),
      await submitted(commune, { at: '2026-03-02T10:00:00Z', nom: 'Nom 2' }),
      await submitted(commune, { at: '2026-03-03T10:00:00Z', nom: 'Nom 3' }),
    ]
    const anne = await signsIn(commune, 'accueil', { width: 360 })
    const { page } = anne
    await page.waitForURL(/accueil/)
    const press = (key: string) => page.keyboard.press(key)
    const focused = () => page.evaluate(() => document.activeElement!.textContent!.trim())
    const dialog = page.getByRole('dialog', { name: 'Raccourcis clavier' })
    assert.deepEqual(await faultsOf(anne), [])

    const alive = () => page.locator('dialog[data-alive]').waitFor({ state: 'attached' })
    await alive()
    await press('?')
    await dialog.waitFor()
    assert.deepEqual(await faultsOf(anne), [])
    await press('j')
    await press('Escape')
    await press('j')
    assert.equal(await focused(), one.reference)
    await press('j')
    assert.equal(await focused(), two.reference)
    await press('k')
    await press('x')
    const box = (reference: string) => page.getByLabel(`Choisir le dossier ${reference}`)
    assert.isTrue(await box(one.reference).isChecked())
    await press('x')
    await press('/')
    await page.keyboard.type('jox?')
    assert.equal(await page.getByRole('searchbox').first().inputValue(), 'jox?')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await press('j')
    await press('j')
    assert.equal(await focused(), third.reference)
    await press('k')
    await press('o')
    await page.waitForURL(new RegExp(two.id))
    await alive()
    assert.deepEqual(await faultsOf(anne), [])

    const colleague = await Person.at(commune.host)
    await colleague.go(`/connexion?retour=/accueil/dossiers/${two.id}`)
    await colleague.page.getByLabel('Adresse électronique').fill(bruno.email)
    await colleague.page.getByLabel('Mot de passe').fill(PASSWORD)
    await colleague.press('Se connecter')
    await colleague.page.getByText('Anne Accueil a aussi ce dossier sous les yeux.').waitFor()
    await page.waitForFunction(() => {
      // A page says that it is there when one comes back to it, and learns who else is.
      document.dispatchEvent(new Event('visibilitychange'))
      return document.body.innerText.includes('Bruno Collègue a aussi ce dossier sous les yeux.')
    })
    assert.deepEqual(await faultsOf(anne), [])
    await colleague.page.getByRole('button', { name: 'Je m’en occupe' }).click()
    await page.getByText('Ce dossier vient de changer.').waitFor()

    await alive()
    await press('j')
    await page.waitForURL(new RegExp(third.id))
    await alive()
    await press('c')
    await page.waitForURL(/actions\/demander_correction/)
    await page.goBack()
    await alive()
    await press('u')
    await page.waitForURL(/accueil$/)

    const listening = page.waitForResponse(/accueil\/direct/)
    await page.reload()
    await listening
    await alive()
    const fresh = await submitted(commune, { nom: 'Nom 4' })
    await page.getByText('1 nouveau dossier').waitFor()
    assert.equal(await page.locator('tbody tr').count(), 3, 'nothing moves by itself')
    assert.include(await page.locator('.tabs a').first().innerText(), '4')
    assert.deepEqual(await faultsOf(anne), [])
    await page.getByRole('button', { name: 'Afficher' }).click()
    assert.equal(await page.locator('tbody tr').count(), 4)
    assert.equal(await focused(), fresh.reference)

    await box(one.reference).check()
    await act(commune, one.id, 'accepter')
    await act(commune, third.id, 'accepter')
    const row = (id: string) => page.locator(`tr[data-id="${id}"]`)
    await row(third.id).getByText('N’est plus dans cette liste').waitFor()
    assert.notInclude(await row(one.id).innerText(), 'N’est plus', 'what is ticked stays as it is')
    await box(one.reference).uncheck()
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await row(one.id).getByText('N’est plus dans cette liste').waitFor()
    assert.deepEqual(await faultsOf(anne), [])

    await press('?')
    await page.getByRole('button', { name: 'Couper les raccourcis' }).click()
    await page.locator('dialog[data-keys=off][data-alive]').waitFor({ state: 'attached' })
    const account = await withCommune(commune.id, () =>
      Account.findOrFail(commune.accounts.accueil.id)
    )
    assert.isFalse(account.shortcuts)
    await press('?')
    await press('j')
    assert.isFalse(await dialog.isVisible())
    assert.equal(await page.locator('tr.is-current').count(), 0)
    await anne.go('/raccourcis')
    assert.deepEqual(await faultsOf(anne), [])
    await anne.press('Activer les raccourcis')
    await page.getByText('Les raccourcis sont actifs pour votre compte.').first().waitFor()
  })
})
