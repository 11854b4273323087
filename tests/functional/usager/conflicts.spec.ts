import { test } from '@japa/runner'
import type { Fields, Page, Visitor } from '#tests/support/visitor'
import { aCommune } from '#tests/support/world'
import { askCorrection, begun, dossierOf, idIn, PNG, sentBy } from './support.js'

/** A draft of one person, its first page open in two tabs. */
async function twoTabs() {
  const commune = await aCommune()
  const person = commune.visitor()
  const id = idIn(await begun(person, 'Un nid-de-poule'))
  const path = `/brouillons/${id}/demande`
  const tabs = [await person.get(path), await person.get(path)] as [Page, Page]
  return { commune, person, id, path, tabs }
}

/** What a script sends of a page, as it stands. */
async function saved(person: Visitor, page: Page, turn: number, fields: Fields) {
  const hidden = page.html
    .querySelectorAll('main form[method="post" i] > input[type=hidden]')
    .map((input) => [input.getAttribute('name'), input.getAttribute('value') ?? ''])
  const answer = await person.post(`${page.path}/enregistrement`, {
    ...Object.fromEntries(hidden),
    turn: String(turn),
    ...fields,
  })
  return { status: answer.status, told: JSON.parse(answer.body) as Record<string, unknown> }
}

const objet = (text: string) => ({ 'f[demande][objet]': text })

test.group('Two tabs', () => {
  test('on the same page: the second is told of both, and chooses', async ({ assert }) => {
    const { commune, person, id, path, tabs } = await twoTabs()
    await person.submit(tabs[0], objet('Un trou'))
    const conflict = await person.submit(tabs[1], objet('Une fissure'))
    assert.equal(conflict.status, 409)
    assert.include(conflict.text, 'Ces réponses ont changé ailleurs')
    assert.include(conflict.text, 'Enregistré : Un trou')
    assert.include(conflict.text, 'Ici : Une fissure')
    const field = conflict.html.querySelector('#f-demande-objet')!
    assert.equal(field.getAttribute('value'), 'Une fissure')
    assert.equal((await dossierOf(commune, id)).answers.demande!.objet, 'Un trou')
    assert.exists(conflict.html.querySelector(`a[href="${path}"]`))

    assert.match((await person.submit(conflict)).path, /contact$/)
    assert.equal((await dossierOf(commune, id)).answers.demande!.objet, 'Une fissure')
  })

  test('that say the same, or are on two pages, do not disturb each other', async ({ assert }) => {
    const { commune, person, id, tabs } = await twoTabs()
    const second = await person.submit(tabs[0], objet('Un trou'))
    assert.match((await person.submit(tabs[1], objet('Un trou'))).path, /contact$/)

    const third = await person.get(`/brouillons/${id}/demande`)
    await person.submit(second, {
      'f[contact][nom]': 'Zoé',
      'f[contact][courriel]': 'z@exemple.fr',
    })
    assert.equal((await person.submit(third, objet('Une fissure'))).status, 200)
    const { answers } = await dossierOf(commune, id)
    assert.equal(answers.demande!.objet, 'Une fissure')
    assert.equal(answers.contact!.nom, 'Zoé')
  })

  test('each with a script: the later save is not taken for the newer one', async ({ assert }) => {
    const { commune, person, id, tabs } = await twoTabs()
    const kept = async () => (await dossierOf(commune, id)).answers.demande!.objet
    const first = await saved(person, tabs[0], 1, objet('Un trou'))
    assert.equal(first.status, 200)
    assert.isString(first.told.stamp)
    await saved(person, tabs[0], 3, objet('Un trou profond'))
    // On its way since before: it comes last and says less.
    assert.equal((await saved(person, tabs[0], 2, objet('Un trou pro'))).status, 200)
    assert.equal(await kept(), 'Un trou profond')

    const other = await saved(person, tabs[1], 1, objet('Une fissure'))
    assert.equal(other.status, 409)
    assert.isTrue(other.told.conflict)
    assert.equal(await kept(), 'Un trou profond')
  })

  test('a first page brings its files along, whatever turn its script is at', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const file = { file: PNG, name: 'rue.png' }
    const second = await person.submit(first, {
      ...objet('Un trou'),
      'turn': '1',
      'f[demande][photos][]': file,
    })
    const { answers } = await dossierOf(commune, idIn(second))
    assert.lengthOf(answers.demande!.photos as string[], 1)
  })

  test('on a first page: it is drawn from nothing', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const id = idIn(await person.submit(first, objet('Un trou')))
    // Sent a second time, by who went back to it.
    assert.match((await person.submit(first, objet('Une fissure'))).path, /contact$/)
    await person.submit(await person.get(`/brouillons/${id}/demande`), objet('Un nid-de-poule'))
    assert.equal((await person.submit(first, objet('Un trou'))).status, 409)
    assert.equal((await dossierOf(commune, id)).answers.demande!.objet, 'Un nid-de-poule')
  })

  test('of a correction', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const id = await sentBy(person)
    await askCorrection(commune, id, ['demande.objet', 'contact.nom'])
    const path = `/dossiers/${id}/correction`
    const tabs = [await person.get(path), await person.get(path)] as const
    const typed = {
      ...objet('Un trou'),
      'f[contact][nom]': 'Zoé',
      'pages[]': ['demande', 'contact'],
    }
    assert.equal((await saved(person, tabs[0], 1, typed)).status, 200)
    const conflict = await person.submit(tabs[1], objet('Une fissure'))
    assert.equal(conflict.status, 409)
    assert.include(conflict.text, 'Enregistré : Un trou')
    assert.include(conflict.text, 'Ici : Une fissure')
    assert.equal((await dossierOf(commune, id)).correction!.demande!.objet, 'Un trou')
    assert.equal((await person.submit(conflict)).path, `/dossiers/${id}`)
    assert.equal((await dossierOf(commune, id)).answers.demande!.objet, 'Une fissure')
  })
})
