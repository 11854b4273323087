import { test } from '@japa/runner'
import { signsIn } from '#tests/browser/support/signs_in'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { dossierOf, journalLines, mailsOf } from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { aCommune, type TestCommune } from '#tests/support/world'

/** The three cases of the process, played by four people in a real browser. */
test.group('The process of the guichet unique', (group) => {
  group.teardown(closeBrowser)

  test('case A: the accueil accepts', async ({ assert }) => {
    const commune = await aCommune()
    const id = await usagerSends(commune, assert)

    const agent = await agentOpens(commune, id)
    assert.deepEqual(await faultsOf(agent), [])
    await takes(agent, 'Accepter', { 'Message à l’usager': 'Nous passons jeudi.' })
    assert.deepEqual(await faultsOf(agent), [])

    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.final, 'accepted')
    assert.isNotNull(dossier.closedAt)
    const usager = await readsLastMail(commune, 'zoe@exemple.fr')
    assert.include(await usager.page.innerText('main'), 'Nous passons jeudi.')
    assert.deepEqual(await faultsOf(usager), [])
  })

  test('case B: the accueil asks for a correction', async ({ assert }) => {
    const commune = await aCommune()
    const id = await usagerSends(commune, assert)

    const agent = await agentOpens(commune, id)
    await takes(agent, 'Demander une correction', { Message: 'Quelle rue, exactement ?' }, [
      'Objet',
    ])
    const usager = await readsLastMail(commune, 'zoe@exemple.fr')
    await usager.press(/corrig|complét/i)
    assert.include(await usager.page.innerText('main'), 'Quelle rue, exactement ?')
    assert.equal(await usager.page.getByLabel('Nom', { exact: true }).count(), 0)
    assert.deepEqual(await faultsOf(usager), [])
    await usager.page.getByLabel('Objet').fill('Un nid-de-poule rue de la Banne')
    await usager.press(/Envoyer/)
    assert.deepEqual(await faultsOf(usager), [])

    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.state, 'recu')
    assert.equal(dossier.answers.demande!.objet, 'Un nid-de-poule rue de la Banne')
    await agent.go(`/accueil/dossiers/${id}`)
    assert.include(await agent.page.innerText('main'), 'Un nid-de-poule devant l’école')
  })

  test('case C: the accueil transfers, the service gives back, then accepts', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await usagerSends(commune, assert)

    const agent = await agentOpens(commune, id)
    await takes(agent, 'Transmettre', { Service: 'Voirie', Note: 'Vu sur place.' })
    const service = await readsLastMail(
      commune,
      `voirie@${commune.host.replace('.localhost', '')}.test`
    )
    assert.include(await service.page.innerText('main'), 'Vu sur place.')
    assert.deepEqual(await faultsOf(service), [])
    await takes(service, 'Renvoyer', { Raison: 'Rue privée.' })
    assert.equal((await dossierOf(commune, id)).state, 'reoriente')

    await agent.go(`/accueil/dossiers/${id}`)
    await takes(agent, 'Transmettre', { Service: 'Urbanisme' })
    const other = await readsLastMail(
      commune,
      `urbanisme@${commune.host.replace('.localhost', '')}.test`
    )
    await takes(other, 'Accepter', {})
    assert.deepEqual(await faultsOf(other), [])

    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.final, 'accepted')
    const lines = await journalLines(commune, id)
    assert.includeMembers(
      lines.map((line) => line.label),
      ['Demande envoyée', 'Demande transmise pour traitement', 'Demande acceptée']
    )
    const told = await mailsOf(commune, id)
    assert.includeMembers(
      told.filter((mail) => mail.recipientRole === 'usager').map((mail) => mail.template),
      ['usager-recue', 'usager-transmise', 'usager-acceptee']
    )

    const boss = await signsIn(commune, 'superviseur')
    await boss.go('/superviseur')
    assert.deepEqual(await faultsOf(boss), [])
    await boss.go(`/superviseur/dossiers/${id}`)
    assert.include(await boss.page.innerText('main'), 'Rue privée.')
    assert.deepEqual(await faultsOf(boss), [])
  })
})

type Assert = { deepEqual(actual: unknown, expected: unknown): void }

/** From the home page to the confirmation, on a phone, every page looked at, also in error. */
async function usagerSends(commune: TestCommune, assert: Assert): Promise<string> {
  const usager = await Person.at(commune.host, { width: 360 })
  const { page } = usager
  const fine = async () => assert.deepEqual(await faultsOf(usager), [])

  await usager.go('/')
  await fine()
  await usager.press(/Demande d’essai/)
  await fine()
  await usager.press(/Commencer/)
  await fine()
  await usager.press(/Continuer|Suivant/)
  await fine()
  await page.getByLabel('Objet').fill('Un nid-de-poule devant l’école')
  await usager.press(/Continuer|Suivant/)
  await fine()
  await page.getByLabel('Nom').fill('Zoé Martin')
  await page.getByLabel('Adresse électronique').fill('zoe@exemple.fr')
  await usager.press(/Continuer|Suivant|Vérifier/)
  await fine()
  await usager.press(/^Envoyer/)
  await fine()
  const id = page.url().match(/dossiers\/([0-9a-f-]{36})/)![1]!
  await usager.close()
  return id
}

/** Signs in and finds the dossier in the inbox, oldest first. */
async function agentOpens(commune: TestCommune, id: string): Promise<Person> {
  const agent = await signsIn(commune, 'accueil')
  await agent.page.locator(`main a[href*="${id}"]`).first().click()
  await agent.page.waitForLoadState()
  return agent
}

/** Takes an action: fills what its form asks, by labels, ticks boxes, and sends. */
async function takes(
  person: Person,
  action: string,
  fields: Record<string, string>,
  boxes: string[] = []
) {
  const { page } = person
  const summary = page.locator('summary', { hasText: action }).first()
  if (await summary.count()) await summary.click()
  else await person.press(action)
  const form = page.locator('form', { has: page.getByRole('button', { name: action }) }).last()
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label).first()
    const isSelect = (await field.evaluate((node) => node.tagName)) === 'SELECT'
    await (isSelect ? field.selectOption({ label: value }) : field.fill(value))
  }
  for (const box of boxes) await form.getByLabel(box).first().check()
  await form.getByRole('button', { name: action }).click()
  await page.waitForLoadState()
}

/** Opens the last mail to someone in the mailbox and follows its link. */
async function readsLastMail(commune: TestCommune, recipient: string): Promise<Person> {
  await runJobs()
  const reader = await Person.at(commune.host)
  await reader.go(`/_boite?pour=${encodeURIComponent(recipient)}`)
  await reader.page.locator('main a[href*="/_boite/"]').first().click()
  await reader.page.waitForLoadState()
  const link = reader.page.locator('main a[href*="/suivi/"], main a[href*="/service/"]').first()
  await reader.go((await link.getAttribute('href'))!)
  return reader
}
