import { test } from '@japa/runner'
import { AddNote } from '#dossiers/actions/add_note'
import Dossier from '#dossiers/dossier'
import { act, dossierOf } from '#tests/support/dossiers'
import { references, submitted, tab } from '#tests/support/lists'
import type { Page } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'
import { withCommune } from '#tenancy/scope'
import { aColleague, assign } from './support.js'

const form = (text: string) => ({ which: '#suivi form', button: text })

/** The references that are in bold. */
const unread = (page: Page) =>
  page.html.querySelectorAll('tbody tr.is-unread th a').map((link) => link.text.trim())

type Made = Awaited<ReturnType<typeof submitted>>

/** Dossiers that came in one after the other. */
async function three(commune: TestCommune) {
  const made = []
  for (const day of [1, 2, 3]) {
    made.push(await submitted(commune, { at: `2026-03-0${day}T10:00:00Z`, nom: `Nom ${day}` }))
  }
  return made as [Made, Made, Made]
}

test.group('Who sees to what, at the desk', () => {
  test('an agent takes a dossier, finds it again among theirs, and gives it back', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const bruno = await aColleague(commune, 'Bruno Collègue')
    const [one] = await three(commune)
    const agent = await commune.signedIn('accueil')
    const path = `/accueil/dossiers/${one.id}`

    const page = await agent.get(path)
    assert.include(page.text, 'Personne pour l’instant.')
    const taken = await agent.submit(page, {}, form('Je m’en occupe'))
    assert.include(taken.text, 'Vous vous occupez de ce dossier.')
    assert.equal((await dossierOf(commune, one.id)).assigneeId, commune.accounts.accueil.id)
    const inbox = await agent.get('/accueil')
    assert.include(inbox.html.querySelector('tbody tr')!.text, 'Vous')
    const mine = await agent.get('/accueil?qui=moi')
    assert.deepEqual(references(mine), [one.reference])
    assert.equal(tab(mine, 'À traiter'), '1')
    assert.lengthOf(references(await agent.get('/accueil?qui=personne')), 2)

    await agent.submit(taken, { compte: bruno.id }, { which: '#confier form' })
    assert.equal((await dossierOf(commune, one.id)).assigneeId, bruno.id)
    const other = await bruno.signedIn()
    assert.deepEqual(references(await other.get('/accueil?qui=moi')), [one.reference])
    const back = await other.submit(await other.get(path), {}, form('Rendre à l’accueil'))
    assert.include(back.text, 'personne ne s’en occupe')
    assert.isNull((await dossierOf(commune, one.id)).assigneeId)
  })

  test('whoever comes too late is told who has it, and a stranger to the démarche gets nothing', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const bruno = await aColleague(commune, 'Bruno Collègue')
    await aColleague(commune, 'Cléo Collègue')
    const bound = await aColleague(commune, 'Léa Limitée', { only: [] })
    const [one] = await three(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${one.id}`)
    assert.notInclude(page.html.querySelector('#confier')!.text, 'Léa Limitée')

    await assign(commune, [one.id], bruno.id)
    const late = await agent.submit(page, {}, form('Je m’en occupe'))
    assert.include(late.text, 'Bruno Collègue s’occupe déjà de ce dossier.')
    const forged = await agent.submit(late, { compte: bound.id }, { which: '#confier form' })
    assert.include(forged.text, 'Cet agent ne peut pas recevoir ce dossier')
    const empty = await agent.submit(late, { compte: '' }, { which: '#confier form' })
    assert.include(empty.text, 'Choisissez à qui confier le dossier.')
    assert.equal((await dossierOf(commune, one.id)).assigneeId, bruno.id)

    const chief = await commune.signedIn('superviseur')
    const seen = await chief.get(`/superviseur/dossiers/${one.id}`)
    assert.notInclude(seen.html.querySelector('#suivi')!.text, 'Je m’en occupe')
    await chief.submit(seen, { compte: commune.accounts.accueil.id }, { which: '#confier form' })
    assert.equal((await dossierOf(commune, one.id)).assigneeId, commune.accounts.accueil.id)
    const list = `/superviseur/dossiers?qui=${commune.accounts.accueil.id}`
    assert.deepEqual(references(await chief.get(list)), [one.reference])
  })

  test('the boxes that are ticked are taken together', async ({ assert }) => {
    const commune = await aCommune()
    const [one, two, third] = await three(commune)
    const agent = await commune.signedIn('accueil')
    const inbox = await agent.get('/accueil')
    const token = inbox.html.querySelector('#lot input[name="_csrf"]')!.getAttribute('value')!
    const page = await agent.post('/accueil/attributions', {
      '_csrf': token,
      'd[]': [one.id, third.id],
      'retour': '/accueil?qui=moi&tri=-depot',
    })
    assert.equal(page.path, '/accueil?tri=-depot&qui=moi')
    assert.include(page.text, 'Vous vous occupez de 2 dossiers de plus.')
    assert.deepEqual(references(page), [third.reference, one.reference])
    assert.isNull((await dossierOf(commune, two.id)).assigneeId)
  })
})

test.group('What an agent has not read', () => {
  test('is what changed since they opened it, by others, and is theirs alone', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const bruno = await aColleague(commune, 'Bruno Collègue')
    const [one, two, last] = await three(commune)
    const all = [one.reference, two.reference, last.reference]
    const agent = await commune.signedIn('accueil')
    const colleague = await bruno.signedIn()
    assert.deepEqual(unread(await agent.get('/accueil')), all)

    await agent.get(`/accueil/dossiers/${one.id}`)
    assert.deepEqual(unread(await agent.get('/accueil')), all.slice(1))
    assert.deepEqual(unread(await colleague.get('/accueil')), all, 'of each their own')
    assert.deepEqual(references(await agent.get('/accueil?non_lus=1')), all.slice(1))
    assert.equal(tab(await agent.get('/accueil?non_lus=1'), 'À traiter'), '2')

    await act(
      commune,
      one.id,
      'demander_correction',
      { questions: [], message: 'Où ?' },
      {
        role: 'accueil',
        id: bruno.id,
        label: bruno.name,
      }
    )
    const waiting = '/accueil?vue=chez-l-usager'
    assert.deepEqual(unread(await agent.get(waiting)), [one.reference], 'a colleague acted')
    await agent.get(`/accueil/dossiers/${one.id}`)
    assert.deepEqual(unread(await agent.get(waiting)), [])

    await agent.get(`/accueil/dossiers/${two.id}`)
    await act(commune, two.id, 'demander_correction', { questions: [], message: 'Où ?' })
    assert.deepEqual(unread(await agent.get(waiting)), [], 'what one did oneself is no news')
    await withCommune(commune.id, async () =>
      new AddNote().handle(await Dossier.findOrFail(two.id), 'Vu', {
        role: 'service',
        label: 'Voirie',
      })
    )
    assert.deepEqual(unread(await agent.get(waiting)), [two.reference], 'a note is news')
    await act(commune, last.id, 'accepter')
    assert.deepEqual(
      unread(await agent.get('/accueil?vue=clos')),
      [],
      'what is closed waits for nobody'
    )
  })
})

test.group('The way from one dossier to the next', () => {
  test('follows the list from which one came, and leads back to it', async ({ assert }) => {
    const commune = await aCommune()
    const [one, two, last] = await three(commune)
    const agent = await commune.signedIn('accueil')
    const list = await agent.get('/accueil?tri=-demandeur&q=nom')
    assert.deepEqual(references(list), [last.reference, two.reference, one.reference])
    const href = (page: Page, selector: string) =>
      page.html.querySelector(selector)?.getAttribute('href')?.replaceAll('&amp;', '&') ?? null

    const middle = await agent.get(
      list.html.querySelectorAll('tbody th a')[1]!.getAttribute('href')!.replaceAll('&amp;', '&')
    )
    assert.include(href(middle, 'nav.onward [rel=prev]'), last.id)
    assert.include(href(middle, 'nav.onward [rel=next]'), one.id)
    assert.equal(href(middle, '.breadcrumb a'), '/accueil?tri=-demandeur&q=nom')
    const end = await agent.get(href(middle, 'nav.onward [rel=next]')!)
    assert.isNull(href(end, 'nav.onward [rel=next]'))

    const action = await agent.get(href(middle, '#actions a[href*="accepter"]')!)
    const done = await agent.submit(action)
    assert.include(done.text, 'Demande acceptée')
    assert.include(done.path, 'liste=')
    assert.include(href(done, '.alert.onward a'), one.id, 'the one after where it stood')
    const next = await agent.get(href(done, '.alert.onward a')!)
    assert.include(next.text, one.reference)
    assert.equal(href(next, '.breadcrumb a'), '/accueil?tri=-demandeur&q=nom')
    assert.include(href(next, 'nav.onward [rel=prev]'), last.id, 'what was decided left the list')
  })

  test('without a list is that of the desk, and never leads elsewhere', async ({ assert }) => {
    const commune = await aCommune()
    const other = await aCommune()
    await three(other)
    const [one, two] = await three(commune)
    const agent = await commune.signedIn('accueil')
    const bare = await agent.get(`/accueil/dossiers/${one.id}`)
    assert.equal(
      bare.html.querySelector('nav.onward [rel=next]')!.getAttribute('href'),
      `/accueil/dossiers/${two.id}`
    )
    for (const liste of ['//evil.test', 'https://evil.test/?vue=x', 'tri=%00&page=zz']) {
      const page = await agent.get(`/accueil/dossiers/${one.id}?${new URLSearchParams({ liste })}`)
      assert.equal(page.status, 200)
      assert.match(
        page.html.querySelector('.breadcrumb a')!.getAttribute('href')!,
        /^\/accueil(\?vue=a-traiter)?$/
      )
    }
    const chief = await commune.signedIn('superviseur')
    const seen = await chief.get(`/superviseur/dossiers/${one.id}`)
    assert.include(seen.html.querySelector('nav.onward [rel=next]')!.getAttribute('href')!, two.id)
  })
})
