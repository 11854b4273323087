import { test } from '@japa/runner'
import env from '#start/env'
import type { Document } from '#forms/main'
import { banLine, importLines } from '#tests/support/addresses'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { dossierOf } from '#tests/support/dossiers'
import { PNG } from '#tests/functional/usager/support'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'

const FORM = {
  ...SMALL_FORM,
  'x-order': ['lieu', 'contact'],
  'properties': {
    lieu: {
      'type': 'object',
      'title': 'Le lieu',
      'x-order': ['point', 'adresse'],
      'required': ['point'],
      'properties': {
        point: { 'x-question': 'map-point', 'title': 'Où est-ce ?' },
        adresse: { 'x-question': 'address', 'title': 'Votre adresse' },
      },
    },
    contact: SMALL_FORM.properties.contact,
  },
} as unknown as Document

const TILES = 'http://tuiles.invalid'

test.group('Places in a browser', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    commune = await aCommune({ form: FORM })
    await importLines(commune.id, [
      banLine({ numero: 12, nom_voie: 'Avenue du Général-Leclerc', lat: '43.5301', lon: '5.4402' }),
      banLine({ numero: 14, nom_voie: 'Avenue du Général-Leclerc', lat: '43.5305', lon: '5.4402' }),
      banLine({ numero: 3, nom_voie: 'Rue de Rome', lat: '43.5310', lon: '5.4410' }),
    ])
  })
  group.each.teardown(() => env.set('MAP_TILES', undefined as never))
  group.teardown(closeBrowser)

  async function opens(width = 1280) {
    const person = await Person.at(commune.host, { width })
    await person.context.route(`${TILES}/**`, (route) =>
      route.fulfill({ contentType: 'image/png', body: PNG })
    )
    // Not the page that is kept for everybody: it may have been drawn without a map.
    await person.go('/demarches/demande/remplir?carte')
    return person
  }
  const answersOf = async (person: Person) => {
    await person.page.waitForURL(/\/brouillons\//)
    const id = /brouillons\/([0-9a-f-]{36})/.exec(person.page.url())![1]!
    return (await dossierOf(commune, id)).answers.lieu as any
  }

  test('an address is chosen by keyboard, on a phone', async ({ assert }) => {
    const person = await opens(320)
    const { page } = person
    const field = page.getByLabel('Où est-ce ?')
    await field.focus()
    await page.locator('[role=combobox]').first().waitFor()
    await field.pressSequentially('av gen lecl', { delay: 20 })
    const options = page.getByRole('option')
    await options.first().waitFor()
    assert.deepEqual(await faultsOf(person), [])
    assert.equal(await field.getAttribute('aria-expanded'), 'true')
    await page.getByRole('status').filter({ hasText: 'Une adresse proposée' }).waitFor()

    await page.keyboard.press('Escape')
    assert.equal(await field.getAttribute('aria-expanded'), 'false')
    assert.equal(await field.inputValue(), 'av gen lecl')
    await field.fill('12 av gen lecl')
    await options.first().waitFor()
    await page.keyboard.press('ArrowDown')
    const active = await field.getAttribute('aria-activedescendant')
    assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true')
    await page.keyboard.press('Enter')
    assert.equal(await field.inputValue(), '12 Avenue du Général-Leclerc')
    assert.deepEqual(await faultsOf(person), [])

    const street = page.getByLabel('Numéro et voie')
    await street.focus()
    await street.pressSequentially('3 rue de rome', { delay: 20 })
    await options.first().waitFor()
    await options.first().click()
    assert.equal(await page.getByLabel('Code postal').inputValue(), '13100')
    assert.equal(await page.getByLabel('Commune', { exact: true }).inputValue(), 'Plassans')

    await person.press(/Continuer/)
    const answers = await answersOf(person)
    assert.deepInclude(answers.point, { label: '12 Avenue du Général-Leclerc', lat: 43.5301 })
    assert.isString(answers.point.official)
    assert.equal(answers.adresse.street, '3 Rue de Rome')
    assert.isString(answers.adresse.official)
    await person.close()
  })

  test('what is typed by hand stays, and leaves what was picked', async ({ assert }) => {
    const person = await opens()
    const { page } = person
    const field = page.getByLabel('Où est-ce ?')
    await field.focus()
    await page.locator('[role=combobox]').first().waitFor()
    await field.pressSequentially('rue de rome 3', { delay: 20 })
    await page.getByRole('option').first().click()
    assert.equal(await field.inputValue(), '3 Rue de Rome')
    await field.fill('Au fond du parc')
    await page.keyboard.press('Tab')
    await person.press(/Continuer/)
    const { point } = await answersOf(person)
    assert.equal(point.label, 'Au fond du parc')
    assert.notProperty(point, 'official')
    await person.close()
  })

  test('the marker is put by the arrows, and the place is told in words', async ({ assert }) => {
    env.set('MAP_TILES', `${TILES}/{z}/{x}/{y}.png`)
    env.set('MAP_ATTRIBUTION', '© Les contributeurs <b>')
    for (const width of [1280, 320]) {
      const person = await opens(width)
      const { page } = person
      const field = page.getByLabel('Où est-ce ?')
      await field.scrollIntoViewIfNeeded()
      const marker = page.locator('.map__marker')
      await marker.waitFor()
      assert.isAbove(await page.locator('.leaflet-tile').count(), 0)
      assert.include(await page.innerText('.leaflet-control-attribution'), '<b>')
      assert.deepEqual(await faultsOf(person), [])

      await marker.focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Shift+ArrowUp')
      await page.getByRole('status').filter({ hasText: 'Repère placé' }).waitFor()
      assert.match(await field.inputValue(), /Avenue du Général-Leclerc|Rue de Rome|Point/)
      const here = await page.locator('input[name="f[lieu][point][picked]"]').inputValue()
      await marker.focus()
      await page.keyboard.press('ArrowDown')
      await page.waitForFunction(
        (before) =>
          document.querySelector<HTMLInputElement>('input[name="f[lieu][point][picked]"]')!
            .value !== before,
        here
      )
      assert.deepEqual(await faultsOf(person), [])
      await person.press(/Continuer/)
      const { point } = await answersOf(person)
      assert.isNumber(point.lat)
      assert.approximately(point.lat, 43.53, 0.02)
      await person.close()
    }
  })

  test('« Me localiser » takes the position of the device', async ({ assert }) => {
    const person = await opens()
    await person.context.grantPermissions(['geolocation'])
    await person.context.setGeolocation({ latitude: 43.53051, longitude: 5.44021 })
    const { page } = person
    await page.getByLabel('Où est-ce ?').focus()
    await page.getByRole('button', { name: 'Me localiser' }).click()
    await page.getByRole('status').filter({ hasText: 'Repère placé' }).waitFor()
    assert.equal(await page.getByLabel('Où est-ce ?').inputValue(), '14 Avenue du Général-Leclerc')
    assert.equal(await page.locator('.map__frame').count(), 0)
    assert.deepEqual(await faultsOf(person), [])
    await person.close()
  })
})
