import { test } from '@japa/runner'
import Dossier from '#dossiers/dossier'
import type { Document } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { aCommune } from '#tests/support/world'

const FORM = {
  'type': 'object',
  'x-order': ['accord'],
  'properties': {
    accord: {
      'type': 'object',
      'title': 'Votre accord',
      'x-order': ['signature'],
      'required': ['signature'],
      'properties': {
        signature: { 'x-question': 'signature', 'title': 'Signature', 'x-drawn': true },
      },
    },
  },
} as unknown as Document

test.group('A signature', (group) => {
  group.teardown(closeBrowser)

  test('is drawn, kept, drawn again, and shown where the answers are checked', async ({
    assert,
  }) => {
    const commune = await aCommune({ form: FORM })
    const usager = await Person.at(commune.host, { width: 320 })
    const { page } = usager
    await usager.go('/demarches/demande/remplir')
    await page.waitForSelector('.strokes[data-alive]')
    const pad = page.locator('.strokes__pad')
    const path = pad.locator('path').first()

    const stroke = async (x: number, y: number) => {
      const { x: left, y: top } = (await pad.boundingBox())!
      await page.mouse.move(left + x, top + y)
      await page.mouse.down()
      await page.mouse.move(left + x + 40, top + y + 20, { steps: 4 })
      await page.mouse.up()
    }
    await pad.scrollIntoViewIfNeeded()
    await stroke(10, 10)
    assert.match((await path.getAttribute('d'))!, /^M\d+ \d+l(\d+ \d+ ?){4}$/)
    await page.getByRole('button', { name: 'Effacer le dessin' }).click()
    assert.equal(await path.getAttribute('d'), '')
    await stroke(20, 20)
    await stroke(90, 30)

    // A drawing alone is not enough: the name and the box are what everyone can give.
    await page.locator('.actions [data-continue]').click()
    await page.getByRole('alert').getByText('Prénom et nom').waitFor()
    assert.deepEqual(await faultsOf(usager), [])
    await page.getByLabel('Prénom et nom').fill('Émile Zola')
    await page.locator('label').getByText('J’atteste').click()
    await page.locator('.actions [data-continue]').click()
    await page.waitForURL(/verifier$/)

    const [draft] = await withCommune(commune.id, () => Dossier.query())
    const { name, drawn } = draft!.answers.accord!.signature as Record<string, string>
    assert.equal(name, 'Émile Zola')
    assert.match(drawn!, /^M\d+ \d+l[\d ]+M\d+ \d+l[\d ]+$/)
    assert.equal(await path.getAttribute('d'), drawn)
    assert.deepEqual(await faultsOf(usager), [])
    await page.locator('a[href*="?verifier"]').first().click()
    assert.equal(await path.getAttribute('d'), drawn)
  })
})
