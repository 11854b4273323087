import { test } from '@japa/runner'
import Dossier from '#dossiers/dossier'
import type { Document } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { aCommune } from '#tests/support/world'

const STREETS = Array.from({ length: 30 }, (_, n) => ({ const: `r${n}`, title: `Rue numéro ${n}` }))

/** A form on a single page: a long list, linked lists, and a section that comes up. */
const FORM = {
  'type': 'object',
  'x-single-page': true,
  'x-order': ['lieu', 'ecole'],
  'properties': {
    lieu: {
      'type': 'object',
      'title': 'Le lieu',
      'x-order': ['rue', 'enfant'],
      'required': ['rue'],
      'properties': {
        rue: {
          'x-question': 'choice',
          'title': 'Rue',
          'oneOf': [...STREETS, { const: 'ecole', title: 'Allée de l’École' }],
        },
        enfant: { 'x-question': 'yes-no', 'title': 'Avez-vous un enfant ?' },
      },
    },
    ecole: {
      'type': 'object',
      'title': 'L’école',
      'x-show-if': { all: [{ question: 'lieu.enfant', is: true }] },
      'x-order': ['classe'],
      'required': ['classe'],
      'properties': {
        classe: {
          'x-question': 'linked-choices',
          'title': 'Classe',
          'x-linked': [
            {
              const: 'centre',
              title: 'École du Centre',
              options: [
                { const: 'cp', title: 'CP' },
                { const: 'ce1', title: 'CE1' },
              ],
            },
            { const: 'gare', title: 'École de la Gare', options: [{ const: 'cm2', title: 'CM2' }] },
          ],
        },
      },
    },
  },
} as unknown as Document

test.group('Choices on a single page, with JavaScript', (group) => {
  group.teardown(closeBrowser)

  test('are searched by typing, by keyboard alone, and filter each other', async ({ assert }) => {
    const commune = await aCommune({ form: FORM })
    const usager = await Person.at(commune.host, { width: 320 })
    const { page } = usager
    await usager.go('/demarches/demande/remplir')
    await page.waitForSelector('[data-alive]')
    const street = page.getByRole('combobox', { name: 'Rue' })
    await street.waitFor()
    await page.locator('.actions [data-continue]').click()
    await page.getByRole('alert').waitFor()
    assert.deepEqual(await faultsOf(usager), [])
    await page.getByRole('alert').getByRole('link').first().click()
    await page.keyboard.type('ecole')
    assert.deepEqual(await page.getByRole('option').allInnerTexts(), ['Allée de l’École'])
    assert.deepEqual(await faultsOf(usager), [])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    assert.equal(await street.inputValue(), 'Allée de l’École')

    assert.equal(await page.getByRole('heading', { name: 'L’école' }).count(), 0)
    await page.locator('label').getByText('Oui', { exact: true }).click()
    await page.getByRole('heading', { name: 'L’école' }).waitFor()
    // Until the two lists are there, the name is that of the one list which they replace.
    await page.locator('select[aria-label="Classe"]').waitFor()
    const school = page.getByRole('combobox', { name: 'Classe', exact: true })
    await school.selectOption({ label: 'École de la Gare' })
    const form = page.getByRole('combobox', { name: 'Classe – précisez' })
    assert.deepEqual(await form.locator('option').allInnerTexts(), [
      'Choisissez dans la liste',
      'CM2',
    ])
    await form.selectOption({ label: 'CM2' })
    assert.deepEqual(await faultsOf(usager), [])
    await page.locator('.actions [data-continue]').click()
    await page.waitForURL(/verifier$/)

    const [draft] = await withCommune(commune.id, () => Dossier.query())
    assert.deepEqual(draft!.answers, {
      lieu: { rue: 'ecole', enfant: true },
      ecole: { classe: { first: 'gare', second: 'cm2' } },
    })
  })

  test('are asked without it too, what comes up among them', async ({ assert }) => {
    const commune = await aCommune({ form: FORM })
    const person = commune.visitor()
    const page = await person.get('/demarches/demande/remplir')
    const fields = { 'f[lieu][rue]': 'r3', 'f[lieu][enfant]': 'oui' }
    const again = await person.submit(page, fields)
    assert.include(again.text, 'de nouvelles questions')
    assert.exists(again.html.querySelector('#f-ecole-classe'))
    assert.equal((await person.submit(again)).status, 422)
    const check = await person.submit(again, { 'f[ecole][classe]': 'centre|ce1' })
    assert.match(check.path, /verifier$/)
    const back = await person.get(
      check.html.querySelector('main a[href*="?verifier"]')!.getAttribute('href')!
    )
    assert.equal(back.status, 200)
    assert.exists(back.html.querySelector('#f-lieu-rue'))
  })
})
