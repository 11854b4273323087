import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import Demarche from '#catalogue/demarche'
import { openDraft } from '#catalogue/drafts'
import { readyDemarche } from '#catalogue/ready_demarches'
import { everything } from '#forms/builder/tree'
import type { Document, Spec } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { dossierOf } from '#tests/support/dossiers'
import { aCommune, PASSWORD, type TestCommune } from '#tests/support/world'

const TITLE = 'Occuper le domaine public'
const BUILDER = '/admin/demarches/occuper-le-domaine-public/formulaire'

async function anAdmin(commune: TestCommune): Promise<Person> {
  const admin = await Person.at(commune.host)
  await admin.go('/connexion')
  await admin.page.getByLabel('Adresse électronique').fill(commune.accounts.admin.email)
  await admin.page.getByLabel('Mot de passe').fill(PASSWORD)
  await admin.press('Se connecter')
  return admin
}

/** Hands on the keyboard, and no mouse: what has the focus is all that can be used. */
class Keyboard {
  constructor(readonly page: Page) {}

  /** Tabs on to what bears this name, from where the focus is, round the page if need be. */
  async to(name: string | RegExp, { back = false } = {}) {
    for (let steps = 0; steps < 250; steps++) {
      if (await this.#isOn(name)) return
      await this.page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`The keyboard does not reach ${name}`)
  }

  async press(name: string | RegExp, options = {}) {
    await this.to(name, options)
    await this.settle(() => this.page.keyboard.press('Enter'))
  }

  /** Into the field that has the focus. */
  async type(text: string) {
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(text)
  }

  async fill(name: string | RegExp, text: string) {
    await this.to(name)
    await this.type(text)
  }

  async tick(name: string | RegExp, isOn: boolean) {
    await this.to(name)
    const checked = await this.page.evaluate(() => (document.activeElement as any).checked)
    if (checked !== isOn) await this.settle(() => this.page.keyboard.press('Space'))
  }

  /** Down the options of a select, by the letters that its text begins with, as people do. */
  async pick(name: string | RegExp, label: string) {
    await this.to(name)
    const text = plainly(label)
    const steps = await this.page.evaluate((wanted) => {
      const select = document.activeElement as HTMLSelectElement
      const labels = [...select.options].map(({ label: one }) => one.replaceAll(/\s+/g, ' '))
      const at = labels.findIndex((one) => one === wanted || one.startsWith(`${wanted} (`))
      if (at === -1) throw new Error(`No « ${wanted} » among ${labels.join(', ')}`)
      return at - select.selectedIndex
    }, text)
    if (steps === 0) return
    const key = steps > 0 ? 'ArrowDown' : 'ArrowUp'
    for (let step = 1; step < Math.abs(steps); step++) await this.page.keyboard.press(key)
    await this.settle(() => this.page.keyboard.press(key))
  }

  /** What is done takes its time to come back from the server. */
  async settle(act: () => Promise<unknown>) {
    await act()
    await this.page.waitForLoadState()
    await this.page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
  }

  /** Sends a page that is a page of its own, and waits for the next. */
  async send(name: string, next: string) {
    await this.to(name)
    await this.page.keyboard.press('Enter')
    await this.page.getByRole('heading', { name: next, exact: true }).waitFor()
  }

  async #isOn(name: string | RegExp): Promise<boolean> {
    const found = await this.page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      if (!element || element === document.body) return ''
      const labels = (element as HTMLInputElement).labels
      const text = labels?.length ? labels[0]!.innerText : element.innerText
      const own = element.getAttribute('aria-label')
      return (own ?? text ?? '').replaceAll(/\s+/g, ' ').trim()
    })
    return typeof name === 'string' ? found === plainly(name) : name.test(found)
  }
}

const plainly = (text: string) => text.replaceAll(/\s+/g, ' ')

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const beginning = (text: string) => new RegExp(`^${escaped(plainly(text))}`)

test.group('The builder, by keyboard alone', (group) => {
  group.teardown(closeBrowser)

  test('Occupation du domaine public, from blank to the usager, then a version 2', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await anAdmin(commune)
    const { page } = admin
    const keys = new Keyboard(page)
    const { document: model } = await readyDemarche('occupation-domaine-public')

    await admin.go('/admin/demarches/nouvelle')
    assert.deepEqual(await faultsOf(admin), [])
    await keys.fill(beginning('Nom de la démarche'), TITLE)
    await keys.send('Créer la démarche', TITLE)
    assert.deepEqual(await faultsOf(admin), [])

    await build(keys, model)
    assert.deepEqual(await faultsOf(admin), [])
    const made = await draftDocument(commune)
    assert.deepEqual(outline(made), outline(model))
    assert.deepEqual(rules(made), rules(model))

    await tries(admin, keys, async () => assert.deepEqual(await faultsOf(admin), []))
    await admin.go(`${BUILDER}/publication`)
    assert.deepEqual(await faultsOf(admin), [])
    await keys.press('Publier maintenant')
    await page.getByText('La version 1 est en ligne.').waitFor()

    const usager = await Person.at(commune.host, { width: 360 })
    await usager.go('/demarches/occuper-le-domaine-public/remplir')
    await usager.page.getByText('particulier', { exact: true }).click()
    await usager.page.getByLabel('Prénoms').fill('Zoé')
    await usager.page.getByLabel('Nom de naissance').fill('Martin')
    await usager.page.getByLabel('Numéro et voie').first().fill('1 rue de la Banne')
    await usager.page.getByLabel('Code postal').fill('13100')
    await usager.page.getByLabel('Commune', { exact: true }).fill('Plassans')
    await usager.page.getByLabel('Adresse électronique').fill('zoe@exemple.fr')
    await usager.page.getByLabel('Téléphone').fill('06 12 34 56 78')
    await usager.press(/Continuer/)
    await usager.page.getByRole('heading', { name: 'L’occupation' }).waitFor()
    const id = /brouillons\/([0-9a-f-]{36})/.exec(usager.page.url())![1]!

    // A version 2 while this one is under way.
    await admin.go(`${BUILDER}?q=occupation.decrivez_votre_projet`)
    await keys.fill('Question', 'Décrivez votre projet en détail')
    await keys.settle(() => page.keyboard.press('Tab'))
    await tries(admin, keys, async () => assert.deepEqual(await faultsOf(admin), []))
    await admin.go(`${BUILDER}/publication`)
    assert.include(await page.innerText('main'), 'Décrivez votre projet en détail')
    await keys.press('Publier maintenant')
    await page.getByText('La version 2 est en ligne.').waitFor()

    await usager.page.reload()
    assert.notInclude(await usager.page.innerText('main'), 'en détail')
    const { versionId } = await dossierOf(commune, id)
    const demarche = await theDemarche(commune)
    assert.notEqual(versionId, demarche.versionId)
    assert.deepEqual(await faultsOf(usager), [])
  }).timeout(600_000)
})

/** Every page and question of the model, and every condition, by what a secretary would type. */
async function build(keys: Keyboard, model: Document) {
  for (const [index, pageKey] of model['x-order']!.entries()) {
    const spec = model.properties[pageKey]!
    await keys.press(index === 0 ? 'Ajouter la première page' : 'Ajouter une page')
    await keys.fill('Titre de la page', spec.title!)
    await keys.settle(() => keys.page.keyboard.press('Tab'))
    for (const key of spec['x-order']!) {
      await addQuestion(keys, spec.properties![key]!, spec.required?.includes(key) ?? false)
    }
  }
}

const TYPES: Record<string, string> = {
  'choice': 'Choix unique',
  'choices': 'Choix multiples',
  'short-text': 'Texte court',
  'long-text': 'Texte long',
  'siret': 'Numéro SIRET',
  'identity': 'Identité',
  'address': 'Adresse postale',
  'email': 'Adresse électronique',
  'phone': 'Téléphone',
  'number': 'Nombre',
  'yes-no': 'Oui ou non',
  'explanation': 'Explication',
  'place': 'Lieu dans la commune',
  'map-point': 'Point sur la carte',
  'period': 'Période',
  'time': 'Heure',
  'file': 'Fichier',
  'photo': 'Photo',
  'declaration': 'Déclaration sur l’honneur',
}

async function addQuestion(keys: Keyboard, spec: Spec, isRequired: boolean) {
  const type = spec['x-question']!

  await keys.press(/^Ajouter une question/)
  await keys.press(beginning(TYPES[type]!))
  const title = { declaration: 'Phrase à cocher', explanation: 'Titre' }[type] ?? 'Question'
  await keys.fill(title, spec.title ?? '')
  if (spec.description) {
    await keys.fill(type === 'explanation' ? 'Texte' : /^Aide sous la question/, spec.description)
  }
  const options = (spec.oneOf ?? spec.items?.oneOf) as { title: string }[] | undefined
  if (options) {
    await keys.fill('Choix proposés', options.map((option) => option.title).join('\n'))
  }
  if (type !== 'explanation') await keys.tick('Réponse obligatoire', isRequired)
  else await keys.settle(() => keys.page.keyboard.press('Tab'))
  if (spec['x-show-if']) await addRule(keys, spec)
}

async function addRule(keys: Keyboard, spec: Spec) {
  const rule = spec['x-show-if']!
  const conditions = [...(rule.all ?? []), ...(rule.any ?? [])]
  await keys.press('Ajouter une condition')
  for (const [index, condition] of conditions.entries()) {
    await keys.press('Ajouter une condition')
    const asked = TITLES.get(condition.question)!
    await keys.pick('Question', asked.title!)
    const options = (asked.oneOf ?? asked.items?.oneOf) as { const: string; title: string }[]
    const value = condition.is ?? condition.contains
    const label = typeof value === 'boolean' ? 'oui' : options.find((o) => o.const === value)!.title
    await keys.pick('Réponse', label)
    if (index === 1 && rule.any) {
      await keys.to('Combien de conditions', { back: true })
      await keys.pick('Combien de conditions', 'au moins une de ces conditions est vraie')
    }
  }
}

const TITLES = new Map<string, Spec>()
for (const { path, spec } of everything(
  (await readyDemarche('occupation-domaine-public')).document
)) {
  TITLES.set(path, spec)
}

/** Through the trial, page by page, to its end. Only the files' own dialog is not for the keyboard. */
async function tries(admin: Person, keys: Keyboard, check: () => Promise<void>) {
  const { page } = admin
  await admin.go(`${BUILDER}/essai`)
  await check()
  await keys.send('Continuer', 'Le demandeur')
  await page.getByText('Il y a').first().waitFor()
  await check()
  await keys.tick('particulier', true)
  await keys.fill('Prénoms', 'Zoé')
  await keys.fill('Nom de naissance', 'Martin')
  await keys.fill('Numéro et voie', '1 rue de la Banne')
  await keys.fill('Code postal', '13100')
  await keys.fill('Commune', 'Plassans')
  await keys.fill('Adresse électronique', 'zoe@exemple.fr')
  await keys.fill('Téléphone', '06 12 34 56 78')
  await keys.send('Continuer', 'L’occupation')
  await keys.pick('Que souhaitez-vous installer ?', 'Autre installation')
  await keys.send('Continuer', 'L’occupation')
  await keys.fill('Précisez l’installation', 'Un manège')
  await keys.fill(/^Décrivez votre projet/, 'Deux jours, sur la place.')
  await keys.send('Continuer', 'Le lieu et les dates')
  await keys.fill('Où aura lieu l’occupation ?', 'Place de la mairie')
  await keys.fill('Surface occupée', '40')
  await keys.tick('Une place, un parc', true)
  for (const part of ['Jour', 'Mois', 'Année', 'Jour', 'Mois', 'Année']) {
    await page.keyboard.press('Tab')
    await keys.fill(part, part === 'Année' ? '2031' : '7')
  }
  await keys.send('Continuer', 'Les documents et l’engagement')
  const file = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') }
  for (const input of await page.locator('input[type=file]').all()) await input.setInputFiles(file)
  for (const box of await page.locator('input[type=checkbox]').all()) {
    await box.focus()
    await page.keyboard.press('Space')
  }
  await keys.send('Vérifier mes réponses', 'Vérifiez vos réponses')
  await page.getByText('Essai réussi jusqu’au bout').waitFor()
  await check()
}

function draftDocument(commune: TestCommune): Promise<Document> {
  return withCommune(commune.id, async () => (await openDraft(await find())).document)
}

const find = () => Demarche.findByOrFail('title', TITLE)

const theDemarche = (commune: TestCommune) => withCommune(commune.id, find)

/** What is asked, in order: type, title, whether it is required. */
function outline(document: Document) {
  return [...everything(document)].map(({ path, spec }) => {
    const isPage = !path.includes('.')
    return [isPage ? 'page' : spec['x-question'], spec.title ?? '']
  })
}

/** Each condition by the titles of what it looks at. */
function rules(document: Document) {
  const titles = new Map([...everything(document)].map(({ path, spec }) => [path, spec]))
  return [...everything(document)].flatMap(({ spec }) => {
    const rule = spec['x-show-if']
    const told = [...(rule?.all ?? []), ...(rule?.any ?? [])].map((condition) => {
      const asked = titles.get(condition.question)!
      const options = (asked.oneOf ?? asked.items?.oneOf ?? []) as {
        const: string
        title: string
      }[]
      const value = condition.is ?? condition.contains
      return [asked.title, options.find((option) => option.const === value)?.title ?? value]
    })
    return rule ? [[spec.title ?? '', Object.keys(rule)[0], told]] : []
  })
}
