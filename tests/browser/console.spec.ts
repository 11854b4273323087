import { test } from '@japa/runner'
import { consoleHost } from '#tenancy/hostnames'
import { faultsOf, Person } from '#tests/support/browser'
import { anOperator, OPERATOR_PASSWORD } from '#tests/support/console'

const TOWNS = { 1280: ['abbeville', 'Abbeville 80'], 360: ['saint etienne', 'Saint-Étienne 42'] }

test.group('The wizard that makes a commune, in a browser', () => {
  for (const width of [1280, 360] as const) {
    test(`leads to a commune at ${width} px, by way of errors`, async ({ assert }) => {
      const { email } = await anOperator()
      const person = await Person.at(consoleHost()!, { width })
      const { page } = person
      const isFine = async (what: string) => assert.deepEqual(await faultsOf(person), [], what)
      const [typed, found] = TOWNS[width]

      await person.go('/communes/nouvelle')
      await isFine('sign-in')
      await page.getByLabel('Adresse électronique').fill(email)
      await page.getByLabel('Mot de passe').fill(OPERATOR_PASSWORD)
      await person.press('Se connecter')
      await person.press('Commencer')
      await page.getByLabel('Nom, code postal').fill(typed!)
      await person.press('Chercher')
      await isFine('found')
      await person.press(new RegExp(`^${found}`))
      await isFine('address')
      await person.press('Continuer')
      await person.press('Continuer')
      assert.include(await page.title(), 'Erreur')
      await isFine('services, in error')
      await page.getByLabel('Courriel de la mairie').fill('mairie@exemple.fr')
      for (const name of ['Voirie', 'Maire']) await page.getByLabel(name, { exact: true }).check()
      await person.press('Continuer')
      await isFine('démarches')
      await person.press('Continuer')
      await person.press('Continuer')
      await isFine('administrator, in error')
      await page.getByLabel('Nom', { exact: true }).fill('Élise Martin')
      await page.getByLabel('Courriel', { exact: true }).fill('elise@exemple.fr')
      await person.press('Continuer')
      await isFine('review')
      await person.press('Créer la commune')
      await page.getByRole('heading', { name: 'est prête' }).waitFor()
      await isFine('done')
      await person.press('Fiche de la commune')
      await isFine('sheet')
      for (const path of ['/communes', '/communes/importer', '/journal', '/aide', '/compte']) {
        await person.go(path)
        await isFine(path)
      }
      await person.close()
    }).timeout(300_000)
  }
})
