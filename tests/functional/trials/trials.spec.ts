import { test } from '@japa/runner'
import { sql, withCommune } from '#tenancy/scope'
import type { Fields, Page, Visitor } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'

const pathOf = (workflow: string) => `/admin/circuits/${workflow}/essai`

/** Somebody who tries a workflow, page after page. */
async function trying(commune: TestCommune, workflow: string) {
  const admin = await commune.signedIn('admin')
  const trial = {
    admin,
    page: await admin.get(pathOf(workflow)),
    async press(go: string, fields: Fields = {}) {
      trial.page = await admin.submit(trial.page, fields, { button: `go=${go}` })
      return trial.page
    },
  }
  return trial
}

const journal = ({ html }: Page) =>
  html.querySelectorAll('#journal .timeline__title').map((title) => title.text.trim())

const mails = ({ html }: Page) =>
  html
    .querySelectorAll('#journal .disclosure > summary > span')
    .map((title) => title.text.replace(/\s+/g, ' ').trim())

test.group('A workflow is tried', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    commune = await aCommune()
  })

  test('with a form and its errors, the days that pass, and the mails that would leave', async ({
    assert,
  }) => {
    const trial = await trying(commune, 'guichet-unique')
    assert.deepEqual(journal(trial.page), ['Demande envoyée'])
    assert.include(trial.page.text, 'Reste 15 jours')

    await trial.press('accueil demander_correction')
    const refused = await trial.press('act', { 'f[note]': 'À voir vite' })
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'Le champ « Message à l’usager » est obligatoire.')
    assert.include(refused.body, 'À voir vite')

    const asked = await trial.press('act', {
      'f[message]': 'Il manque le plan.',
      'f[questions][]': 'exemple.projet',
    })
    assert.deepEqual(journal(asked), ['Correction ou complément demandé', 'Demande envoyée'])
    const letter = asked.html.querySelector('#journal .letter')!.structuredText
    assert.include(letter, 'Il manque le plan.')
    assert.include(letter, 'Votre projet')
    assert.notInclude(letter, 'À voir vite')
    assert.equal(
      asked.html.querySelector('.diagram [aria-current]')!.text,
      'En attente de correction'
    )

    await trial.press('day')
    assert.lengthOf(journal(trial.page), 2)
    const reminded = await trial.press('due')
    assert.equal(journal(reminded)[0], 'Délai pour corriger')
    assert.include(
      reminded.html.querySelector('#journal .letter')!.structuredText,
      'Il manque le plan.'
    )
    await trial.press('due')
    const dropped = await trial.press('due')
    assert.match(journal(dropped)[0]!, /^Demande classée sans suite/)
    assert.include(dropped.text, 'Le dossier est clos')

    const back = await trial.press('back')
    assert.equal(journal(back)[0], 'Délai pour corriger')
    const corrected = await trial.press('usager corriger')
    assert.include((await trial.press('act')).text, 'Demande corrigée ou complétée')
    assert.equal(corrected.status, 200)
  })

  test('by services too, each for what is asked of it', async ({ assert }) => {
    const { voirie, urbanisme } = commune.services
    const trial = await trying(commune, 'avis-puis-decision')
    await trial.press('accueil demander_avis')
    const asked = await trial.press('act', {
      'f[services][]': [voirie, urbanisme],
      'f[question]': 'Le trottoir suffit-il ?',
    })
    assert.deepEqual(
      mails(asked).map((title) => title.split(' : ')[0]),
      ['Courriel à Voirie', 'Courriel à Urbanisme', 'Courriel à camille.martin@exemple.fr']
    )
    await trial.press(`service:${voirie} rendre_avis`)
    const given = await trial.press('act', { 'f[avis]': 'favorable' })
    assert.include(given.text, 'Avis attendus')
    assert.notInclude(given.body, `service:${voirie} rendre_avis`)
    await trial.press(`service:${urbanisme} rendre_avis`)
    const last = await trial.press('act', { 'f[avis]': 'reserve' })
    assert.include(last.text, 'À décider')
    assert.include(last.text, 'Favorable avec réserves')
  })

  test('and its papers are named', async ({ assert }) => {
    const { page } = await trying(commune, 'declaration')
    assert.deepEqual(journal(page), ['Demande envoyée', 'Déclaration enregistrée'])
    assert.include(page.text, 'Un document serait produit : « Récépissé de déclaration ».')
  })

  test('of it nothing is stored and nothing leaves', async ({ assert }) => {
    const [stored] = await withCommune(commune.id, () =>
      sql(`select (select count(*)::int from dossiers) as dossiers,
        (select count(*)::int from mails) as mails,
        (select count(*)::int from journal_entries) as lines`)
    )
    assert.deepEqual({ ...stored }, { dossiers: 0, mails: 0, lines: 0 })
  })

  test('with a walk of our own only, by an administrator only', async ({ assert }) => {
    const trial = await trying(commune, 'guichet-unique')
    const sealed = trial.page.html.querySelector('input[name="walk"]')!.getAttribute('value')!
    const forged = await trial.press('day', { walk: `${sealed.slice(0, -4)}AAAA` })
    assert.equal(forged.status, 400)
    assert.include(forged.text, 'Cet essai ne peut pas être repris')
    const other = await trying(await aCommune(), 'guichet-unique')
    assert.equal((await other.press('day', { walk: sealed })).status, 400)

    assert.equal((await trial.admin.get(pathOf('inconnu'))).status, 404)
    const agent: Visitor = await commune.signedIn('accueil')
    assert.notInclude((await agent.get(pathOf('guichet-unique'))).text, 'Essayer le circuit')
  })
})
