import { test } from '@japa/runner'
import Dossier from '#dossiers/dossier'
import { recordOpening } from '#dossiers/journal'
import { sql, withCommune } from '#tenancy/scope'
import { aCommune, type TestCommune } from '#tests/support/world'
import { begun, dossierOf, idIn, mailsOf, sentBy, tokenOf } from './support.js'

const drafts = (commune: TestCommune) => withCommune(commune.id, () => Dossier.query())

async function later(commune: TestCommune) {
  const person = commune.visitor()
  const second = await begun(person)
  const form = await person.submit(second, {}, { button: 'go=later' })
  const sent = await person.submit(form, { email: 'zoe@exemple.fr' })
  return { person, id: idIn(second), sent, token: await tokenOf(commune, 'brouillon') }
}

test.group('A draft', () => {
  test('is kept from the first page on, valid or not', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const typed = { 'f[demande][precision]': 'Devant l’école' }
    const again = await person.submit(first, typed)

    assert.equal(again.status, 422)
    assert.match(again.html.querySelector('title')!.text, /^Erreur/)
    assert.equal(
      again.html.querySelector('.error-summary a')!.getAttribute('href'),
      '#f-demande-objet'
    )
    assert.exists(again.html.querySelector('#f-demande-objet'))
    assert.include(again.body, 'Devant l’école')
    const [draft] = await drafts(commune)
    assert.deepEqual(draft!.answers, { demande: { precision: 'Devant l’école' } })

    const next = await person.submit(again, { 'f[demande][objet]': 'Un trou' })
    assert.include(next.path, '/contact')
    assert.lengthOf(await drafts(commune), 1)
  })

  test('is one, however often its first page is sent', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const typed = { 'f[demande][objet]': 'Un trou' }
    await Promise.all([person.submit(first, typed), person.submit(first, typed)])
    assert.lengthOf(await drafts(commune), 1)

    const back = await person.get('/demarches/demande/remplir')
    assert.match(back.path, /^\/brouillons\/.*\/demande$/)
    assert.include(back.body, 'Un trou')
  })

  test('never becomes another person’s by its id', async ({ assert }) => {
    const commune = await aCommune()
    const id = idIn(await begun(commune.visitor()))
    const stranger = commune.visitor()
    const first = await stranger.get('/demarches/demande/remplir')
    const taken = await stranger.submit(first, { 'draft': id, 'f[demande][objet]': 'À moi' })

    assert.notEqual(idIn(taken), id)
    assert.lengthOf(await drafts(commune), 2)
    assert.equal((await dossierOf(commune, id)).answers.demande!.objet, 'Un nid-de-poule')
    for (const path of ['', '/demande', '/verifier', '/plus-tard', '/abandon']) {
      assert.equal((await stranger.get(`/brouillons/${id}${path}`)).status, 404)
    }
    assert.equal((await stranger.get(`/dossiers/${id}`)).status, 404)
  })

  test('is shown on the start page, beside a second one', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    await begun(person)
    assert.include((await person.get('/')).text, 'Reprendre : Demande d’essai')
    const start = await person.get('/demarches/demande')
    assert.include(start.text, 'Reprendre le brouillon')
    const other = start.html.querySelectorAll('main a').find((a) => a.text.includes('nouvelle'))!
    const first = await person.get(other.getAttribute('href')!)
    assert.equal(first.path, other.getAttribute('href'))
    await person.submit(first, { 'f[demande][objet]': 'Un second trou' })

    assert.lengthOf(await drafts(commune), 2)
    assert.include((await person.get(first.path)).body, 'Un second trou')
  })

  test('lets go back, and forward only as far as it is complete', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const second = await begun(person)
    const base = `/brouillons/${idIn(second)}`
    assert.match((await person.get(`${base}/verifier`)).path, /\/contact$/)

    const typed = { 'f[contact][nom]': 'Zoé' }
    const first = await person.submit(second, typed, { button: 'go=previous' })
    assert.match(first.path, /\/demande$/)
    const emptied = await person.submit(first, { 'f[demande][objet]': '' })
    assert.equal(emptied.status, 422)
    assert.match((await person.get(`${base}/contact`)).path, /\/demande$/)

    const forward = await person.submit(emptied, { 'f[demande][objet]': 'Un trou' })
    assert.include(forward.body, 'Zoé')
    assert.equal((await person.get(`${base}/inconnue`)).status, 404)
  })

  test('comes back to the check after a change', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const contact = { 'f[contact][nom]': 'Zoé', 'f[contact][courriel]': 'zoe@exemple.fr' }
    const check = await person.submit(await begun(person), contact)
    const change = check.html.querySelector('.summary__change a')!.getAttribute('href')!
    const page = await person.get(change.split('#')[0]!)
    const changed = await person.submit(page, { 'f[demande][objet]': 'Deux trous' })
    assert.match(changed.path, /\/verifier$/)
    assert.include(changed.text, 'Deux trous')
  })

  test('is sent once, however often the button is pressed', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const contact = { 'f[contact][nom]': 'Zoé', 'f[contact][courriel]': 'zoe@exemple.fr' }
    const check = await person.submit(await begun(person), contact)
    const [one, two] = await Promise.all([person.submit(check), person.submit(check)])
    assert.match(one.path, /\/envoye$/)
    assert.match(two.path, /\/envoye$|\/dossiers\/[0-9a-f-]{36}$/)
    assert.lengthOf(await mailsOf(commune, 'usager-recue'), 1)
    const late = await person.get(`/brouillons/${idIn(check)}/demande`)
    assert.equal(late.path, `/dossiers/${idIn(check)}`)
  })
})

test.group('The link back to a draft', () => {
  test('is mailed, and opens it elsewhere', async ({ assert }) => {
    const commune = await aCommune()
    const { id, sent, token } = await later(commune)
    assert.include(sent.text, 'zoe@exemple.fr')

    const other = commune.visitor()
    const resumed = await other.get(`/reprendre/${token}`)
    assert.equal(resumed.path, `/brouillons/${id}/contact`)
    const wrong = await other.submit(await other.get(`/brouillons/${id}/plus-tard`), {
      email: 'zoe',
    })
    assert.equal(wrong.status, 422)
    assert.equal(wrong.html.querySelector('#email')!.getAttribute('value'), 'zoe')
  })

  test('says why it opens nothing', async ({ assert }) => {
    const commune = await aCommune()
    const { token } = await later(commune)
    const person = commune.visitor()
    const unknown = await person.get('/reprendre/nimporte%00quoi')
    assert.equal(unknown.status, 404)
    assert.include(unknown.text, 'ne mène à aucun brouillon')

    await withCommune(commune.id, () =>
      sql(`update liens set expires_at = now() - interval '1 day'`)
    )
    const expired = await person.get(`/reprendre/${token}`)
    assert.equal(expired.status, 410)
    assert.include(expired.text, 'Votre brouillon est encore là')
    await person.submit(expired)
    assert.lengthOf(await mailsOf(commune, 'brouillon'), 2)
    const fresh = await tokenOf(commune, 'brouillon')
    assert.equal((await person.get(`/reprendre/${fresh}`)).status, 200)

    await withCommune(commune.id, () => sql(`update liens set revoked_at = now()`))
    const revoked = await person.get(`/reprendre/${fresh}`)
    assert.equal(revoked.status, 410)
    assert.include(revoked.text, 'désactivé')
  })

  test('says that the draft was sent', async ({ assert }) => {
    const commune = await aCommune()
    const { person, id, token } = await later(commune)
    const contact = { 'f[contact][nom]': 'Zoé', 'f[contact][courriel]': 'zoe@exemple.fr' }
    await person.submit(await person.submit(await person.get(`/brouillons/${id}/contact`), contact))
    const page = await commune.visitor().get(`/reprendre/${token}`)
    assert.equal(page.status, 410)
    assert.include(page.text, 'déjà envoyée')
  })
})

test.group('A draft that is abandoned', () => {
  test('is gone with its pieces and links', async ({ assert }) => {
    const commune = await aCommune()
    const { person, id, token } = await later(commune)
    const confirm = await person.get(`/brouillons/${id}/abandon`)
    const home = await person.submit(confirm)
    assert.equal(home.path, '/')
    assert.include(home.text, 'Le brouillon est supprimé')
    assert.lengthOf(await drafts(commune), 0)
    assert.equal((await commune.visitor().get(`/reprendre/${token}`)).status, 404)
    const mails = await withCommune(commune.id, () => sql('select recipient, data from mails'))
    assert.isNotEmpty(mails)
    for (const mail of mails) assert.deepEqual(mail, { recipient: '', data: {} })
  })

  test('leaves no answer where an agent had opened it', async ({ assert }) => {
    const commune = await aCommune()
    const { person, id } = await later(commune)
    const reader = { role: 'superviseur' as const, label: 'Sylvie' }
    await withCommune(commune.id, () => recordOpening(id, reader, 'Dossier ouvert'))
    await person.submit(await person.get(`/brouillons/${id}/abandon`))
    assert.deepEqual((await dossierOf(commune, id)).answers, {})
    assert.equal((await person.get(`/brouillons/${id}`)).status, 404)
  })

  test('cannot be a dossier that was sent', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const id = await sentBy(person)
    assert.equal((await person.get(`/brouillons/${id}/abandon`)).path, `/dossiers/${id}`)
  })
})
