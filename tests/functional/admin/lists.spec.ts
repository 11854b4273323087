import { test } from '@japa/runner'
import { List, loadLists } from '#catalogue/lists'
import type { Document } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { idIn } from '#tests/functional/usager/support'
import { dossierOf } from '#tests/support/dossiers'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'

const LISTED_FORM = structuredClone(SMALL_FORM) as Document & { properties: any }
LISTED_FORM.properties.demande['x-order'].unshift('ecole')
LISTED_FORM.properties.demande.properties.ecole = {
  'x-question': 'choice',
  'title': 'École',
  'x-options-from': 'ecoles',
}

const optionsOf = (commune: TestCommune) =>
  withCommune(commune.id, async () =>
    (await loadLists(['ecoles'])).ecoles?.map(({ title }) => title)
  )

async function withSchools(lines: string, form = LISTED_FORM as Document) {
  const commune = await aCommune({ form })
  const admin = await commune.signedIn('admin')
  const page = await admin.get('/admin/listes/nouvelle')
  const saved = await admin.submit(page, { title: 'Écoles', options: lines })
  const href = saved.html.querySelector('tbody a')!.getAttribute('href')!
  return { commune, admin, saved, href }
}

test.group('A list of the commune', () => {
  test('is pasted, offered by forms at once, and followed when it changes', async ({ assert }) => {
    const { commune, admin, saved, href } = await withSchools(
      ' Jules-Ferry \r\n\r\nPasteur\tNord\n'
    )
    assert.include(saved.text, 'La liste a 2 choix')
    assert.include(saved.text, 'Demande d’essai')
    assert.deepEqual(await optionsOf(commune), ['Jules-Ferry', 'Pasteur Nord'])
    const offered = async () => {
      const page = await commune.visitor().get('/demarches/demande/remplir')
      return page.html.querySelectorAll('input[type=radio]').map((one) => one.getAttribute('value'))
    }
    assert.deepEqual(await offered(), ['Jules-Ferry', 'Pasteur Nord'])

    await admin.submit(await admin.get(href), { options: 'Pasteur Nord\nSimone-Veil' })

    assert.deepEqual(await offered(), ['Pasteur Nord', 'Simone-Veil'])
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const answers = { 'f[demande][objet]': 'x', 'f[demande][ecole]': 'Jules-Ferry' }
    assert.equal((await person.submit(first, answers)).status, 422)
    const journal = await admin.get('/admin/journal')
    assert.include(journal.text, 'Retirés : vidé, était « Jules-Ferry »')
  })

  test('leaves an answer readable that it does not offer any more', async ({ assert }) => {
    const { commune, admin, href } = await withSchools('Jules-Ferry\nPasteur')
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const answers = { 'f[demande][objet]': 'x', 'f[demande][ecole]': 'Jules-Ferry' }
    const second = await person.submit(first, answers)
    const contact = { 'f[contact][nom]': 'Zoé', 'f[contact][courriel]': 'zoe@exemple.fr' }
    const sent = await person.submit(await person.submit(second, contact))
    assert.isFalse((await dossierOf(commune, idIn(sent))).isDraft)

    await admin.submit(await admin.get(href), { options: 'Pasteur' })

    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${idIn(sent)}`)
    assert.include(page.text, 'Jules-Ferry')
  })

  test('is refused when it is empty, holds something twice or too long', async ({ assert }) => {
    const { commune, admin, href } = await withSchools('Pasteur')
    for (const [options, reason] of [
      [' \n ', 'au moins un choix'],
      ['A\nB\nA', 'Ce choix est là deux fois : A'],
      ['x'.repeat(256), 'trop long'],
    ] as const) {
      const page = await admin.submit(await admin.get(href), { options })
      assert.equal(page.status, 422, reason)
      assert.include(page.text, reason)
    }
    assert.deepEqual(await optionsOf(commune), ['Pasteur'])
  })

  test('is removed only where no form in use chooses from it', async ({ assert }) => {
    const used = await withSchools('Pasteur')
    const page = await used.admin.get(used.href)
    assert.isNull(page.html.querySelector('form[action$=suppression]'))
    const token = page.html.querySelector('main input[name=_csrf]')!.getAttribute('value')!
    const kept = await used.admin.post(`${used.href}/suppression`, { _csrf: token })
    assert.include(kept.text, 'Cette liste est utilisée par : Demande d’essai')

    const free = await withSchools('Pasteur', SMALL_FORM)
    const which = 'form[action$=suppression]'
    await free.admin.submit(await free.admin.get(free.href), {}, { which })
    assert.lengthOf(await withCommune(free.commune.id, () => List.query()), 0)
  })
})
