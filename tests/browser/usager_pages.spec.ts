import { test } from '@japa/runner'
import { signsIn } from '#tests/browser/support/signs_in'
import { TYPES } from '#forms/types/registry'
import type { Document } from '#forms/main'
import { banLine, importLines } from '#tests/support/addresses'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { aSubmittedDossier } from '#tests/support/dossiers'
import { tokenOf } from '#tests/functional/usager/support'
import { aCommune, SMALL_FORM } from '#tests/support/world'

const FORM = {
  ...SMALL_FORM,
  'x-report': { where: 'lieu.point', what: 'lieu.quoi' },
  'x-order': ['lieu', 'contact'],
  'properties': {
    lieu: {
      'type': 'object',
      'title': 'Le problème',
      'x-order': ['quoi', 'point'],
      'required': ['quoi', 'point'],
      'properties': {
        quoi: {
          'x-question': 'choice',
          'title': 'Quoi ?',
          'oneOf': [
            { const: 'trou', title: 'Un trou dans la chaussée' },
            { const: 'lampe', title: 'Un lampadaire éteint' },
          ],
        },
        point: { 'x-question': 'place', 'title': 'Où ?', 'x-prefill': true },
      },
    },
    contact: SMALL_FORM.properties.contact,
  },
} as unknown as Document

const REPORT = {
  lieu: { quoi: 'trou', point: { label: '12 Rue de Rome', lat: 43.53, lon: 5.44 } },
  contact: { nom: 'Zoé Martin', courriel: 'zoe@exemple.fr' },
}

/** One field of text, a file, a place or a box, as others that are looked at. */
const ALIKE = new Set(
  'long-text number amount time siret bce iban licence-plate national-number photo consent place'.split(
    ' '
  )
)

test.group('The pages of an usager beside the form, at 320 px', (group) => {
  group.teardown(closeBrowser)

  test('may be shown, in error too', async ({ assert }) => {
    const commune = await aCommune({ form: FORM })
    await importLines(commune.id, [
      banLine({ numero: 30, nom_voie: 'Rue de Rome', lat: '43.5310', lon: '5.4405' }),
    ])
    await aSubmittedDossier(commune, REPORT)
    const usager = await Person.at(commune.host, { width: 320 })
    const { page } = usager
    const passes = async () => assert.deepEqual(await faultsOf(usager), [])

    await usager.go('/demarches/demande/remplir')
    await page.locator('label').getByText('Un trou', { exact: false }).click()
    await page.getByLabel('Où ?').fill('30 rue de Rome')
    await page.locator('.actions [data-continue]').click()
    await page.waitForURL(/proches$/)
    await passes()
    await page.getByLabel('Votre adresse électronique').fill('zoe')
    await page.locator('form.form').evaluate((form: HTMLFormElement) => (form.noValidate = true))
    await usager.press(/Suivre ce signalement/)
    assert.include(await page.title(), 'Erreur')
    await passes()
    await page.getByLabel('Votre adresse électronique').fill('zoe@exemple.fr')
    await usager.press(/Suivre ce signalement/)
    await passes()
    const watched = `/signalements/suivre/${await tokenOf(commune, 'suivi-a-confirmer')}`
    for (const path of [watched, '/signalements/suivre/inconnu']) {
      await usager.go(path)
      await passes()
    }
    await usager.go(watched)
    await usager.press(/Confirmer/)
    await passes()

    for (const path of ['/demarches/demande/liens', '/aide', '/aide/questions', '/aide/service']) {
      await usager.go(path)
      await passes()
    }
    await usager.close()
  }).timeout(180_000)

  test('show each kind of answer, sent empty', async ({ assert }) => {
    const commune = await aCommune()
    const usager = await Person.at(commune.host, { width: 320 })
    const refused: string[] = []
    for (const { name } of TYPES.filter((type) => !ALIKE.has(type.name))) {
      await usager.go(`/aide/questions/${name}`)
      const button = usager.page.locator('main .form .actions button[type=submit]')
      if (await button.count()) {
        await button.last().click()
        await usager.page.waitForLoadState()
        if ((await usager.page.title()).startsWith('Erreur')) refused.push(name)
      }
      assert.deepEqual(await faultsOf(usager), [], name)
    }
    assert.includeMembers(refused, ['short-text', 'date', 'address', 'signature', 'file', 'group'])
    await usager.close()
  }).timeout(300_000)

  test('and the posters that lead there', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await signsIn(commune, 'accueil', { width: 320 })
    for (const path of ['/affiches', '/affiches/demande']) {
      await agent.go(path)
      assert.deepEqual(await faultsOf(agent), [], path)
    }
    await agent.close()
  })
})
