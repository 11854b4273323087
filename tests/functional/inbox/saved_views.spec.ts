import { test } from '@japa/runner'
import { references, submitted } from '#tests/support/lists'
import type { Page } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'
import SavedView from '#reporting/saved_view'
import Account from '#identity/account'
import Membership from '#identity/membership'
import { sql, withCommune } from '#tenancy/scope'

const names = (page: Page) =>
  page.html
    .querySelectorAll('.saved-views nav a')
    .map((link) => link.structuredText.replace(/\s+/g, ' ').trim())

const head = (page: Page) =>
  page.html.querySelectorAll('thead th').map((cell) => cell.structuredText.trim())

const chips = (page: Page) =>
  page.html.querySelectorAll('.chips .chip > span:first-child').map((chip) => chip.text.trim())

const NEW = 'form[action="/vues"]'

async function asSuperviseurToo(commune: TestCommune) {
  await withCommune(commune.id, () =>
    Membership.create({ accountId: commune.accounts.superviseur.id, role: 'accueil' })
  )
}

test.group('Saved views', (group) => {
  let commune: TestCommune
  let refused: string
  group.setup(async () => {
    commune = await aCommune()
    await asSuperviseurToo(commune)
    await submitted(commune, { nom: 'Abel' })
    refused = (await submitted(commune, { nom: 'Zoé', objet: 'Un lampadaire' })).reference
  })

  test('keeps filters, sort and columns under a name, for oneself', async ({ assert }) => {
    const agent = await commune.signedIn('accueil')
    const path = `/accueil?tri=-demandeur&q=lampadaire&colonnes=reference,demandeur,courriel`
    const list = await agent.get(path)
    const saved = await agent.submit(list, { name: 'Lampadaires' }, { which: NEW })

    assert.equal(saved.status, 200)
    assert.deepEqual(names(saved), ['Accueil', 'Lampadaires'])
    assert.deepEqual(head(saved), ['Référence', 'Demandeur', 'Courriel'])
    assert.deepEqual(chips(saved), ['Recherche\u00a0: lampadaire'])
    assert.deepEqual(references(saved), [refused])
    const colleague = await commune.signedIn('superviseur')
    assert.deepEqual(names(await colleague.get('/accueil')), [])
    const { id } = (await withCommune(commune.id, () => SavedView.firstOrFail()))!
    assert.equal((await colleague.get(`/vues/${id}`)).status, 404)
    assert.include((await colleague.get(`/accueil?v=${id}`)).text, 'La vue enregistrée a été')
    const bookmark = await agent.get(`/accueil?v=${id}`)
    assert.deepEqual(references(bookmark), [refused])
  })

  test('asks for a name, and for one that is free', async ({ assert }) => {
    const agent = await commune.signedIn('accueil')
    const list = await agent.get('/accueil?vue=clos')
    const nameless = await agent.submit(list, { name: ' ' }, { which: NEW })
    assert.equal(nameless.status, 422)
    assert.include(nameless.text, 'Donnez un nom à la vue')
    const twice = await agent.submit(nameless, { name: 'Lampadaires' })
    assert.equal(twice.status, 422)
    assert.include(twice.text, 'Vous avez déjà une vue de ce nom')
    const saved = await agent.submit(twice, { name: 'Clos' })
    assert.equal(saved.path.split('&')[1], 'vue=clos', 'the list was kept through the refusals')
  })

  test('is shared; its author, a superviseur or an administrator keeps it', async ({ assert }) => {
    const agent = await commune.signedIn('accueil')
    const list = await agent.get('/accueil?tri=-depot')
    const saved = await agent.submit(list, { name: 'Récentes', shared: '1' }, { which: NEW })
    const manage = saved.html
      .querySelectorAll('.saved-views a')
      .find((link) => link.text.includes('Gérer'))!
      .getAttribute('href')!

    const other = await withCommune(commune.id, async () => {
      const toursSeen = ['inbox']
      const email = `autre@${commune.host}`
      const account = await Account.create({
        email,
        name: 'Autre',
        toursSeen,
        password: 'motdepasse-long',
      })
      await Membership.create({ accountId: account.id, role: 'accueil' })
      return email
    })
    const colleague = commune.visitor()
    await colleague.submit(await colleague.get('/connexion'), {
      email: other,
      password: 'motdepasse-long',
    })
    const theirs = await colleague.get('/accueil')
    assert.deepEqual(names(theirs), ['Accueil', 'Récentes (vue partagée)'])
    const page = await colleague.get(manage)
    assert.include(page.text, 'vous pouvez l’utiliser, mais pas la changer')
    assert.lengthOf(page.html.querySelectorAll('input[name="name"]'), 0)
    const token = page.html.querySelector('input[name="_csrf"]')!.getAttribute('value')!
    for (const verb of ['/suppression', '/liste']) {
      assert.equal((await colleague.post(`${manage}${verb}`, { _csrf: token })).status, 404)
    }
    await colleague.post(manage, { _csrf: token, name: 'Volée', opening: '1' })
    const opened = await colleague.get('/accueil')
    assert.equal(
      opened.html.querySelector('.saved-views [aria-current]')?.text.trim().slice(0, 8),
      'Récentes'
    )
    assert.include(await colleague.get('/accueil?vue=a-traiter').then(head), 'Activité')

    const chief = await commune.signedIn('superviseur')
    const renamed = await chief.submit(await chief.get(manage), {
      name: 'Les récentes',
      shared: '1',
    })
    assert.deepEqual(names(renamed), ['Accueil', 'Les récentes (vue partagée)'])
    await chief.submit(
      renamed.html ? await chief.get(manage) : renamed,
      {},
      {
        which: `form[action="${manage}/suppression"]`,
      }
    )
    assert.deepEqual(names(await colleague.get('/accueil')), [])
  })

  test('opens first, is changed in place, and leaves the plain list in reach', async ({
    assert,
  }) => {
    const agent = await commune.signedIn('accueil')
    const list = await agent.get('/accueil?vue=tous')
    const saved = await agent.submit(list, { name: 'Tout', opening: '1' }, { which: NEW })
    const home = await agent.get('/accueil')
    assert.equal(home.html.querySelector('.tabs [aria-current]')?.text.trim().slice(0, 4), 'Tous')
    assert.equal(saved.html.querySelectorAll(NEW).length, 0, 'nothing new to keep')

    const plain = home.html.querySelector('.saved-views nav a')!.getAttribute('href')!
    assert.include(
      (await agent.get(plain)).html.querySelector('.tabs [aria-current]')!.text,
      'À traiter'
    )
    const id = saved.path.match(/v=([\da-f-]+)/)![1]
    const changed = await agent.get(`/accueil?v=${id}&vue=tous&tri=-etat`)
    await agent.submit(changed, {}, { which: `form[action="/vues/${id}/liste"]` })
    const [row] = await withCommune(commune.id, () =>
      sql('select query from saved_views where id = ?', [id!])
    )
    assert.equal(row!.query, 'vue=tous&tri=-etat')
  })

  test('still opens when its démarche, service or question is gone, and says so', async ({
    assert,
  }) => {
    const agent = await commune.signedIn('accueil')
    const gone = '01890a5d-ac96-774b-bcce-b302099a8057'
    const { id } = commune.demarche
    const page = await agent.get(
      `/accueil?demarche=${gone}&service=${gone}&colonnes=reference,${id}.demande.ancienne,depot&r[demande.objet]=x`
    )
    assert.equal(page.status, 200)
    assert.include(page.text, 'Cette liste n’est plus tout à fait la même')
    assert.include(page.text, 'La démarche par laquelle elle filtre n’existe plus')
    assert.include(page.text, 'Le service par lequel elle filtre n’existe plus')
    assert.include(page.text, 'Une question qu’elle utilisait')
    assert.deepEqual(chips(page), ['Démarche disparue', 'Service disparu'])
    const open = await agent.get(`/accueil?colonnes=reference,${id}.demande.ancienne,depot`)
    assert.deepEqual(head(open), ['Référence', 'Déposée le'])
    assert.lengthOf(references(open), 2)
  })
})

test.group('The columns of a list', () => {
  test('are chosen, moved, and show answers as the summary writes them', async ({ assert }) => {
    const commune = await aCommune()
    await submitted(commune, { objet: 'Un nid-de-poule', precision: 'Devant\nl’école' })
    const agent = await commune.signedIn('accueil')
    const { id } = commune.demarche
    const list = await agent.get(`/accueil?demarche=${id}`)
    const precision = `${id}.demande.precision`
    const FORM = '#colonnes form'
    const chosen = await agent.submit(
      list,
      { 'colonnes[]': ['reference', 'depot', 'telephone', precision] },
      { which: FORM }
    )
    assert.deepEqual(head(chosen), ['Référence', 'Déposée le', 'Téléphone', 'Précisions'])
    const cell = chosen.html.querySelector('td[data-label="Précisions"]')!
    assert.equal(cell.text.trim(), 'Devant, l’école')

    const moved = await agent.submit(chosen, {}, { which: FORM, button: `monter=${precision}` })
    assert.deepEqual(head(moved), ['Référence', 'Déposée le', 'Précisions', 'Téléphone'])
    assert.isNotNull(moved.html.querySelector('#colonnes details[open]'))
    const usual = moved.html
      .querySelectorAll('#colonnes a')
      .find((link) => link.text.includes('habituelles'))!
    assert.lengthOf(head(await agent.get(usual.getAttribute('href')!.replaceAll('&amp;', '&'))), 8)
    const chief = await commune.signedIn('superviseur')
    const all = await chief.get(`/superviseur/dossiers?colonnes=reference,${precision}`)
    assert.deepEqual(head(all), ['Référence', 'Précisions'])
  })
})

test.group('Filters by what every dossier has', () => {
  test('are chips that go away one by one', async ({ assert }) => {
    const commune = await aCommune()
    const { id, reference } = await submitted(commune, { at: '2026-03-01T10:00:00Z' })
    const other = await submitted(commune, { at: '2026-04-01T10:00:00Z' })
    await withCommune(commune.id, async () => {
      await sql(`update dossiers set limit_on = current_date + 30 where id = ?`, [other.id])
      await sql(
        `update dossiers set channel = 'phone', unread_messages = 1, limit_on = '2026-03-10',
         updated_at = '2026-03-05T10:00:00Z' where id = ?`,
        [id]
      )
    })
    const agent = await commune.signedIn('accueil')
    const filters = [
      ['canal=telephone', 'Déposée par téléphone'],
      ['messages=non-lus', 'Messages de l’usager non lus'],
      ['delai=depassee', 'Échéance dépassée'],
      ['actif_au=2026-03-05', 'Dernière activité jusqu’au 05/03/2026'],
      ['du=2026-03-01', 'Déposée à partir du 01/03/2026'],
    ] as const
    for (const [query, text] of filters.slice(0, 4)) {
      const page = await agent.get(`/accueil?${query}`)
      assert.deepEqual(references(page), [reference], query)
      assert.deepEqual(chips(page), [text])
    }
    assert.lengthOf(references(await agent.get('/accueil?canal=courrier')), 0)
    assert.lengthOf(references(await agent.get('/accueil?delai=proche')), 0)

    const all = await agent.get(`/accueil?${filters.map(([query]) => query).join('&')}`)
    assert.sameMembers(
      chips(all),
      filters.map(([, text]) => text)
    )
    const phone = all.html
      .querySelectorAll('.chip')
      .find((chip) => chip.text.includes('téléphone'))!
    const without = await agent.get(phone.getAttribute('href')!.replaceAll('&amp;', '&'))
    assert.lengthOf(chips(without), 4)
    assert.notInclude(without.path, 'canal')
  })
})
