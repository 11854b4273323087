import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import { openDraft } from '#catalogue/drafts'
import { readyDemarche } from '#catalogue/ready_demarches'
import { everything } from '#forms/builder/tree'
import type { Document, Spec } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { Keyboard, plainly } from '#tests/browser/support/keyboard'
import { closeBrowser, faultsOf, Person } from '#tests/support/browser'
import { dossierOf } from '#tests/support/dossiers'
import { aCommune, PASSWORD, type TestCommune } from '#tests/support/world'

const TITLE = 'Occuper le domaine public'

/** Signs in with the keys: only the address is typed elsewhere than in the page. */
async function aPerson(
  commune: TestCommune,
  role: 'admin' | 'accueil',
  next: string
): Promise<[Person, Keyboard]> {
  const person = await Person.at(commune.host)
  const keys = new Keyboard(person.page)
  await person.go('/connexion')
  await keys.fill('Adresse électronique', commune.accounts[role].email)
  await keys.fill('Mot de passe', PASSWORD)
  await keys.send('Se connecter', next)
  return [person, keys]
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const beginning = (text: string) => new RegExp(`^${escaped(plainly(text))}`)

test.group('The builder, by keyboard alone', (group) => {
  group.teardown(closeBrowser)

  test('Occupation du domaine public, from blank to the usager, then a version 2', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const [admin, keys] = await aPerson(commune, 'admin', 'Démarches')
    const fine = async (person: Person) => assert.deepEqual(await faultsOf(person), [])
    const { document: model } = await readyDemarche('occupation-domaine-public')

    await keys.send('Nouvelle démarche', 'Nouvelle démarche')
    await fine(admin)
    await keys.fill(beginning('Nom de la démarche'), TITLE)
    await keys.send('Créer la démarche', TITLE)
    await fine(admin)
    await build(keys, model)
    await fine(admin)
    const made = await draftDocument(commune)
    assert.deepEqual(outline(made), outline(model))
    assert.deepEqual(rules(made), rules(model))
    await tries(admin, keys, () => fine(admin))
    await publishes(admin, keys, 1, () => fine(admin))

    const sent = await sends(commune, fine)
    assert.equal((await dossierOf(commune, sent)).state, 'recu')
    await accepts(commune, sent, fine)
    assert.equal((await dossierOf(commune, sent)).final, 'accepted')

    // A version 2 while another one is under way.
    const [usager, draft] = await begins(commune)
    await keys.follow('Formulaire', /formulaire$/)
    await keys.press(/^Décrivez votre projet/)
    await keys.fill('Question', 'Décrivez votre projet en détail')
    await keys.settle(() => admin.page.keyboard.press('Tab'))
    await tries(admin, keys, () => fine(admin))
    await publishes(admin, keys, 2, async () => {
      assert.include(await admin.page.innerText('main'), 'Décrivez votre projet en détail')
    })

    await usager.page.reload()
    assert.notInclude(await usager.page.innerText('main'), 'en détail')
    assert.include(await usager.page.innerText('main'), 'Décrivez votre projet')
    const { versionId } = await dossierOf(commune, draft)
    assert.equal(versionId, (await dossierOf(commune, sent)).versionId)
    assert.notEqual(versionId, (await theDemarche(commune)).versionId)
    await fine(usager)
  }).timeout(900_000)
})

async function publishes(
  admin: Person,
  keys: Keyboard,
  number: number,
  look: () => Promise<unknown>
) {
  await keys.follow(/^(Publier|Aller à la publication)$/, /publication$/)
  await look()
  await keys.press('Publier maintenant')
  await admin.page.getByText(`La version ${number} est en ligne.`).waitFor()
}

/** From the home page to the second page of the form, by a usager on a telephone with a keyboard. */
async function begins(commune: TestCommune): Promise<[Person, string, Keyboard]> {
  const usager = await Person.at(commune.host, { width: 360 })
  const keys = new Keyboard(usager.page)
  await usager.go('/')
  await keys.send(TITLE, TITLE)
  await keys.follow('Commencer', /remplir$/)
  await saysWho(keys)
  const id = /brouillons\/([0-9a-f-]{36})/.exec(usager.page.url())![1]!
  return [usager, id, keys]
}

/** @returns the id of the dossier */
async function sends(commune: TestCommune, look: (person: Person) => Promise<void>) {
  const [usager, id, keys] = await begins(commune)
  await look(usager)
  await keys.pick('Que souhaitez-vous installer ?', 'Autre installation')
  await keys.fill('Précisez l’installation', 'Un manège')
  await keys.fill('Décrivez votre projet', 'Deux jours, sur la place.')
  await keys.send('Continuer', 'Le lieu et les dates')
  await saysWhereAndWhen(keys)
  await look(usager)
  await gives(keys, 'Vérifier mes réponses')
  await look(usager)
  await keys.follow('Envoyer ma demande', /envoye$/)
  await look(usager)
  await usager.close()
  return id
}

async function accepts(commune: TestCommune, id: string, look: (person: Person) => Promise<void>) {
  const [agent, keys] = await aPerson(commune, 'accueil', 'Dossiers')
  const { reference } = await dossierOf(commune, id)
  await keys.follow(reference!, new RegExp(id))
  await keys.follow('Accepter', /accepter$/)
  await keys.fill(/^Message/, 'La place est à vous.')
  await keys.press('Accepter')
  await look(agent)
  await agent.close()
}

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

/** Through the trial, page by page, to its end. */
async function tries(admin: Person, keys: Keyboard, look: () => Promise<void>) {
  const { page } = admin
  await keys.follow('Essayer', /essai$/)
  await look()
  await keys.send('Continuer', 'Le demandeur')
  await page.getByText('Il y a').first().waitFor()
  await look()
  await saysWho(keys)
  await keys.pick('Que souhaitez-vous installer ?', 'Autre installation')
  await keys.send('Continuer', 'L’occupation')
  await keys.fill('Précisez l’installation', 'Un manège')
  await keys.fill(/^Décrivez votre projet/, 'Deux jours, sur la place.')
  await keys.send('Continuer', 'Le lieu et les dates')
  await saysWhereAndWhen(keys)
  await gives(keys, 'Vérifier mes réponses')
  await page.getByText('Essai réussi jusqu’au bout').waitFor()
  await look()
}

async function saysWho(keys: Keyboard) {
  await keys.tick('particulier', true)
  await keys.fill('Prénoms', 'Zoé')
  await keys.fill('Nom de naissance', 'Martin')
  await keys.fill('Numéro et voie', '1 rue de la Banne')
  await keys.fill('Code postal', '13100')
  await keys.fill('Commune', 'Plassans')
  await keys.fill('Adresse électronique', 'zoe@exemple.fr')
  await keys.fill('Téléphone', '06 12 34 56 78')
  await keys.send('Continuer', 'L’occupation')
}

async function saysWhereAndWhen(keys: Keyboard) {
  await keys.fill('Où aura lieu l’occupation ?', 'Place de la mairie')
  await keys.fill('Surface occupée', '40')
  await keys.tick('Une place, un parc', true)
  for (const part of ['Jour', 'Mois', 'Année', 'Jour', 'Mois', 'Année']) {
    await keys.page.keyboard.press('Tab')
    await keys.fill(part, part === 'Année' ? '2031' : '7')
  }
  await keys.send('Continuer', 'Les documents et l’engagement')
}

async function gives(keys: Keyboard, button: string) {
  const file = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') }
  await keys.giveAll(file, button)
  await keys.send(button, 'Vérifiez vos réponses')
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
