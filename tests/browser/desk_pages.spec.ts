import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import env from '#start/env'
import type { Document } from '#forms/main'
import { AskArchives } from '#archive/actions/archive_dossiers'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { composeLetter } from '#notifications/letter'
import { communeById } from '#tenancy/commune'
import { sql, withCommune } from '#tenancy/scope'
import { aClosedDossier, aFile } from '#tests/functional/archive/support'
import { PNG } from '#tests/functional/usager/support'
import { signsIn } from '#tests/browser/support/signs_in'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { lastCode } from '#tests/support/bureau'
import {
  act,
  ANSWERS,
  aSubmittedDossier,
  aTransferredDossier,
  mailsOf,
} from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'

const TILES = 'http://tuiles.invalid'

/** With a place, and a question that another brings up. */
const FORM = structuredClone(SMALL_FORM) as any
FORM.properties.demande['x-order'].push('lieu', 'urgent', 'danger')
Object.assign(FORM.properties.demande.properties, {
  lieu: { 'x-question': 'map-point', 'title': 'Où est-ce ?' },
  urgent: { 'x-question': 'yes-no', 'title': 'Est-ce urgent ?' },
  danger: {
    'x-question': 'short-text',
    'title': 'Quel danger ?',
    'x-show-if': { all: [{ question: 'demande.urgent', is: true }] },
  },
})
const LIEU = { label: '3 rue de Rome', lat: 43.531, lon: 5.441 }

test.group('The pages of the desks, on a phone', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    await limiter.clear()
    commune = await aCommune({ form: FORM as Document })
  })
  group.teardown(() => env.set('MAP_TILES', undefined as never))
  group.teardown(closeBrowser)

  const linkIn = async (id: string, template: string) => {
    const mail = (await mailsOf(commune, id)).findLast((one) => one.template === template)!
    const letter = await withCommune(commune.id, async () =>
      composeLetter(mail, await communeById(commune.id))
    )
    return new URL(letter.button!.url).pathname
  }

  test('an agent reads a dossier and what stands beside it, mends an answer, prints', async ({
    assert,
  }) => {
    env.set('MAP_TILES', `${TILES}/{z}/{x}/{y}.png`)
    const demande = { ...ANSWERS.demande, lieu: LIEU, urgent: false }
    const id = await aSubmittedDossier(commune, { ...ANSWERS, demande })
    await aSubmittedDossier(commune)
    const piece = await aFile(commune, id, 'plan.txt', 'un plan')
    await withCommune(commune.id, async () => {
      await sql(`update pieces set type = 'application/pdf', name = 'plan.pdf' where id = ?`, [
        piece.id,
      ])
      await sql(
        `update dossiers set channel = 'counter',
           answers = jsonb_set(answers, '{demande,photos}', ?::jsonb) where id = ?`,
        [JSON.stringify([piece.id]), id]
      )
    })
    await act(commune, id, 'demander_correction', {
      message: 'Précisez.',
      questions: ['demande.precision'],
    })
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(
        id,
        { demande: { precision: 'Devant la gare' } },
        { role: 'usager', label: 'Zoé Martin' }
      )
    )

    const agent = await signsIn(commune, 'accueil', { width: 360 })
    const { page } = agent
    await agent.context.route(`${TILES}/**`, (route) =>
      route.fulfill({ contentType: 'image/png', body: PNG })
    )
    const path = `/accueil/dossiers/${id}`
    await agent.go(path)
    await page.locator('.map__marker--set').waitFor()
    await page.getByText('43,53100').waitFor()
    await page.getByText('Aperçu plan.pdf').click()
    await page.getByText('Ce navigateur n’affiche pas les PDF').waitFor()
    await agent.go(path)
    await page.getByText('Une consultation').click()
    await page.getByText('Aperçu plan.pdf').click()
    assert.deepEqual(await faultsOf(agent), [])
    assert.equal(
      await page.locator('td[data-label="Après"]').first().textContent(),
      'Devant la gare'
    )

    await page.emulateMedia({ media: 'print' })
    const places = await page.evaluate(() =>
      ['.split__side', '.split--dossier > div', '#historique'].map(
        (part) => document.querySelector(part)!.getBoundingClientRect().top
      )
    )
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
      'in brief first'
    )
    assert.isFalse(await page.getByText('Écrire à l’usager').isVisible())
    assert.isFalse(await page.locator('.map__frame').isVisible())
    await page.emulateMedia({ media: 'screen' })

    await agent.go(`${path}/reponses/demande.urgent`)
    assert.deepEqual(await faultsOf(agent), [])
    await page.getByText('Oui', { exact: true }).click()
    await agent.press('Enregistrer la correction')
    await page.getByText('Indiquez pourquoi vous corrigez cette réponse.').first().waitFor()
    assert.deepEqual(await faultsOf(agent), [])
    await page.getByLabel('Pourquoi cette correction').fill('Elle nous l’a dit.')
    await agent.press('Enregistrer la correction')
    await page.getByText('Il faudrait alors répondre aussi à').waitFor()
    assert.deepEqual(await faultsOf(agent), [])
    await agent.go(`${path}/reponses/demande.lieu`)
    await page.locator('.map__frame .leaflet-tile').first().waitFor()
    assert.deepEqual(await faultsOf(agent), [])

    await agent.go(path)
    await agent.press('Imprimer le récépissé')
    await page.getByText('Récépissé de demande').waitFor()
    assert.deepEqual(await faultsOf(agent), [])
    await agent.close()
  })

  test('a superviseur archives, holds, erases, and reads what usagers say', async ({ assert }) => {
    const [ready, held, archived] = [
      await aClosedDossier(commune),
      await aClosedDossier(commune),
      await aClosedDossier(commune),
    ]
    await withCommune(commune.id, async () => {
      await new AskArchives().handle([archived], 'Sylvie')
      await sql('update demarches set retention_months = 1')
    })
    const follow = await linkIn(ready, 'usager-acceptee')
    await runJobs()
    const usager = await Person.at(commune.host, { width: 360 })
    await usager.go(follow)
    assert.deepEqual(await faultsOf(usager), [])
    await usager.press('Donner mon avis')
    assert.deepEqual(await faultsOf(usager), [], 'nothing was chosen')
    await usager.close()

    const chief = await signsIn(commune, 'superviseur', { width: 360 })
    const { page } = chief
    const path = (id: string, rest: string) => `/superviseur/dossiers/${id}/${rest}`
    await chief.go(path(held, 'conservation'))
    assert.deepEqual(await faultsOf(chief), [])
    await chief.press('Conserver ce dossier')
    assert.deepEqual(await faultsOf(chief), [], 'without a reason')
    await page.getByLabel('Raison').fill('Recours')
    await chief.press('Conserver ce dossier')
    await page.getByText('Le dossier est conservé jusqu’à nouvel ordre.').waitFor()
    assert.deepEqual(await faultsOf(chief), [])
    await chief.go(path(held, 'effacement'))
    await page.getByText('Ce dossier ne peut pas être effacé').waitFor()
    assert.deepEqual(await faultsOf(chief), [])

    await chief.go(path(ready, 'effacement'))
    assert.deepEqual(await faultsOf(chief), [])
    await chief.press('Effacer ce dossier')
    assert.deepEqual(await faultsOf(chief), [], 'nothing was typed')
    const label = page.getByLabel(/recopiez la référence/)
    const reference = (await page.locator('.page-head strong').first().textContent())!.trim()
    await page.getByLabel('Raison').fill('Article 17')
    await label.fill(reference)
    await chief.press('Effacer ce dossier')
    await page.getByText(`Le dossier ${reference} est effacé.`).waitFor()
    for (const view of ['detruits', 'prets', 'archives', 'a-purger', 'conserves']) {
      await chief.go(`/superviseur/archives?vue=${view}`)
      assert.deepEqual(await faultsOf(chief), [], view)
    }
    await chief.go('/superviseur/avis')
    assert.deepEqual(await faultsOf(chief), [])
    await chief.close()
  })

  test('a service opens its list by a code, and an usager all of their data', async ({
    assert,
  }) => {
    const { id } = await aTransferredDossier(commune)
    const service = await Person.at(commune.host, { width: 360 })
    await service.go(`/service/bureau/${commune.services.voirie}`)
    assert.deepEqual(await faultsOf(service), [])
    await service.page.locator('#demander button').click()
    await service.page.locator('#entrer').waitFor()
    await service.page.locator('#entrer [name=code]').fill('1')
    await service.page.locator('#entrer button').click()
    await service.page.locator('.error-summary').waitFor()
    assert.deepEqual(await faultsOf(service), [], 'another code')
    const { code } = await lastCode(commune)
    await service.page.locator('#entrer [name=code]').fill(code)
    await service.page.locator('#entrer button').click()
    await service.page.locator(`a[href*="${id}"]`).first().waitFor()
    assert.deepEqual(await faultsOf(service), [])
    await service.close()

    const usager = await Person.at(commune.host, { width: 360 })
    const { page } = usager
    await usager.go('/mes-donnees')
    await usager.press('Recevoir le lien')
    assert.deepEqual(await faultsOf(usager), [], 'without an address')
    await usager.go(await linkIn(id, 'usager-transmise'))
    await usager.press('Vos données')
    assert.deepEqual(await faultsOf(usager), [])
    await usager.press('Recevoir le lien')
    await usager.go(await linkIn(id, 'usager-donnees'))
    assert.deepEqual(await faultsOf(usager), [])
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Tout télécharger' }).click()
    assert.equal((await download).suggestedFilename(), 'mes-donnees.zip')
    await usager.go('/donnees-personnelles')
    assert.deepEqual(await faultsOf(usager), [])
    await usager.close()
  })
})
