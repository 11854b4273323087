import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import { openVersion } from '#catalogue/versions'
import { withCommune } from '#tenancy/scope'
import { signsIn } from '#tests/browser/support/signs_in'
import { closeBrowser, faultsOf, type Person } from '#tests/support/browser'
import { aCommune, type TestCommune } from '#tests/support/world'

/** In a hand, and where a page is drawn in another way there, on a desk. */
async function faultsAt(person: Person, widths: number[]): Promise<string[]> {
  const found: string[] = []
  for (const width of widths) {
    await person.page.setViewportSize({ width, height: 900 })
    found.push(...(await faultsOf(person)).map((fault) => `${width} px: ${fault}`))
  }
  await person.page.setViewportSize({ width: 1280, height: 900 })
  return found
}

function workflowNow({ id, demarche }: TestCommune) {
  return withCommune(id, async () => {
    const { versionId } = await Demarche.findOrFail(demarche.id)
    return (await openVersion(versionId!)).workflow
  })
}

test.group('Workflows, in a browser', (group) => {
  group.teardown(closeBrowser)

  test('« double visa » is copied, changed, refused, mended, published, and taken by a démarche', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await signsIn(commune, 'admin')
    const { page } = admin
    const faults: string[] = []
    const look = async (...widths: number[]) => faults.push(...(await faultsAt(admin, widths)))
    const settings = page.getByRole('region', { name: 'Réglages' })

    await admin.go('/admin')
    await admin.press('Circuits')
    await look(360)
    await admin.press('Copier « Double visa »')
    await page.getByLabel('Nom du circuit').fill('Autorisations de voirie')
    await look(360)
    await admin.press('Créer le circuit')

    // Changed: a control before the proposal, and what the mayor is asked.
    await page.getByText('Ajouter un état').first().click()
    await page.getByLabel('Nom du nouvel état').fill('Contrôle des pièces')
    await admin.press('Ajouter un état')
    await page.getByLabel('Ce que lit l’usager').fill('En vérification')
    await settings.getByRole('button', { name: 'Enregistrer' }).click()
    await page.waitForLoadState()
    await settings.getByText('C’est enregistré.').waitFor()
    await admin.press('Proposer d’accepter')
    await page.getByLabel('Ce qui est écrit sur le bouton').fill('Proposer l’accord')
    await settings.getByRole('button', { name: 'Enregistrer' }).click()
    await settings.getByText('C’est enregistré.').waitFor()
    await settings.getByRole('link', { name: 'Ce qui est demandé' }).click()
    await page.getByRole('button', { name: 'Ajouter une question' }).click()
    await page.waitForLoadState()
    await settings.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('alert').first().waitFor()
    assert.match(await page.title(), /^Erreur/)
    await look(360, 1280)
    await page.locator('#f-2-title').fill('Durée accordée')
    await settings.getByRole('button', { name: 'Enregistrer' }).click()
    await settings.getByText('C’est enregistré.').waitFor()

    // Refused: nobody of the commune is the mayor, and nothing leads to the control.
    await admin.press('Publier')
    await admin.press('Publier le circuit')
    await page.getByText('Ce circuit n’est pas publié').waitFor()
    await look(360, 1280)

    // Mended, where each point leads.
    await admin.press('La commune n’a pas de service « Maire ».')
    await page.getByLabel('Service de la commune').selectOption({ label: 'Urbanisme' })
    await settings.getByRole('button', { name: 'Enregistrer' }).click()
    await settings.getByText('C’est enregistré.').waitFor()
    await page
      .locator('#verification')
      .getByRole('link', { name: /Aucun dossier ne peut arriver/ })
      .click()
    await look(1280)
    await settings.getByRole('link', { name: 'Supprimer' }).click()
    await settings.getByRole('button', { name: 'Supprimer' }).click()
    await page.getByText('peut être publié').waitFor()
    await page.getByRole('button', { name: /^Annuler/ }).click()
    await page.getByText('Le dernier changement est annulé.').waitFor()
    await page.getByRole('button', { name: /^Rétablir/ }).click()
    await page.getByText('peut être publié').waitFor()

    await admin.press('Publier')
    await admin.press('Publier le circuit')
    await page.getByText('La version 1 est publiée').waitFor()

    await admin.go(`/admin/demarches/${commune.demarche.slug}/traitement`)
    await page.getByLabel('Autorisations de voirie (de la commune, version 1)').check()
    await admin.press('Enregistrer')
    await page.getByText('Les prochaines demandes').waitFor()
    await look(360)
    const { actions } = await workflowNow(commune)
    assert.equal(actions.proposer_accord!.label, 'Proposer l’accord')
    assert.equal(actions.proposer_accord!.form!.at(-1)!.title, 'Durée accordée')
    assert.deepEqual(actions.proposer_accord!.assigns, { service: commune.services.urbanisme })

    await admin.go('/admin/circuits/autorisations-de-voirie/versions')
    await look(360)
    assert.deepEqual(faults, [])
    await admin.close()
  }).timeout(300_000)

  test('what was typed is not left behind without a question', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await signsIn(commune, 'admin')
    const { page } = admin
    await admin.go('/admin/circuits/nouveau?de=guichet-unique')
    await page.getByLabel('Nom du circuit').fill('Le mien')
    await admin.press('Créer le circuit')
    await page.getByLabel('Nom du circuit').fill('Le nôtre')
    const asked = page.waitForEvent('dialog')
    const leaving = page.getByRole('link', { name: 'Essayer' }).click()
    const dialog = await asked
    assert.equal(dialog.type(), 'beforeunload')
    await dialog.dismiss()
    await leaving.catch(() => undefined)
    assert.equal(await page.getByLabel('Nom du circuit').inputValue(), 'Le nôtre')
    await admin.close()
  }).timeout(120_000)
})
