import { test } from '@japa/runner'
import Piece from '#documents/piece'
import { JournalEntry } from '#dossiers/journal'
import { withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'
import { askCorrection, dossierOf, EXE, mailsOf, PNG, sentBy, tokenOf } from './support.js'

async function asked(questions: string[]) {
  const commune = await aCommune()
  const person = commune.visitor()
  const id = await sentBy(person)
  await askCorrection(commune, id, questions)
  return { commune, person, id, path: `/dossiers/${id}/correction` }
}

test.group('A correction', () => {
  test('is told on the follow-up, which the mailed link opens', async ({ assert }) => {
    const { commune, id, path } = await asked(['demande.objet'])
    const elsewhere = commune.visitor()
    const follow = await elsewhere.get(`/suivi/${await tokenOf(commune, 'usager-correction')}`)
    assert.equal(follow.path, `/dossiers/${id}`)
    assert.include(follow.text, 'À corriger ou à compléter')
    assert.include(follow.text, 'Quel est le numéro de la rue ?')
    assert.notInclude(follow.text, 'Secret interne')
    assert.notInclude(follow.text, 'Anne Accueil')
    assert.exists(follow.html.querySelector(`a[href="${path}"]`))
  })

  test('changes what was asked, and nothing else', async ({ assert }) => {
    const { commune, person, id, path } = await asked(['demande.objet'])
    const form = await person.get(path)
    assert.include(form.text, 'Quel est le numéro de la rue ?')
    assert.exists(form.html.querySelector('#f-demande-objet'))
    assert.notExists(form.html.querySelector('#f-demande-precision'))
    assert.notExists(form.html.querySelector('#f-contact-nom'))

    const typed = {
      'f[demande][objet]': 'Un trou au 12',
      'f[demande][precision]': 'Glissé',
      'f[contact][nom]': 'Autre',
      'pages[]': ['demande', 'contact'],
    }
    const follow = await person.submit(form, typed)
    assert.equal(follow.path, `/dossiers/${id}`)
    assert.include(follow.text, 'Vos corrections sont envoyées')
    const dossier = await dossierOf(commune, id)
    assert.deepEqual(dossier.answers, {
      demande: { objet: 'Un trou au 12' },
      contact: { nom: 'Zoé Martin', courriel: 'zoe@exemple.fr' },
    })
    assert.equal(dossier.state, 'recu')
    assert.isNull(dossier.correction)

    const again = await person.submit(form, typed)
    assert.equal(again.status, 409)
    assert.include(again.text, 'déjà été envoyées')
    assert.include((await person.get(path)).text, 'rien à corriger')
    const steps = await withCommune(commune.id, () =>
      JournalEntry.query().where('action', 'corriger')
    )
    assert.lengthOf(steps, 1)
  })

  test('keeps what is typed when it is not valid', async ({ assert }) => {
    const { commune, person, id, path } = await asked(['demande.objet', 'contact.nom'])
    const typed = { 'f[demande][objet]': '', 'f[contact][nom]': 'Zoé M.' }
    const again = await person.submit(await person.get(path), typed)
    assert.equal(again.status, 422)
    assert.match(again.html.querySelector('title')!.text, /^Erreur/)
    assert.exists(again.html.querySelector('.error-summary a[href="#f-demande-objet"]'))
    assert.include((await person.get(path)).body, 'Zoé M.')
    assert.equal((await dossierOf(commune, id)).answers.demande!.objet, 'Un nid-de-poule')
  })

  test('is of everything when nothing was singled out', async ({ assert }) => {
    const { commune, person, id, path } = await asked([])
    const form = await person.get(path)
    assert.exists(form.html.querySelector('#f-contact-courriel'))
    await person.submit(form, { 'f[demande][precision]': 'Au 12', 'f[contact][nom]': 'Zoé M.' })
    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.answers.demande!.precision, 'Au 12')
    assert.equal(dossier.contactName, 'Zoé M.')
  })

  test('adds pieces, and removes none that was sent before it is sent', async ({ assert }) => {
    const { commune, person, id, path } = await asked(['demande.photos'])
    const bad = { 'f[demande][photos][]': { file: EXE, name: 'x.exe' } }
    const refused = await person.submit(await person.get(path), bad)
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'La pièce « x.exe »')

    const good = { 'f[demande][photos][]': { file: PNG, name: 'rue.png' } }
    const follow = await person.submit(refused, good)
    assert.include(follow.text, 'rue.png')
    const [piece] = await withCommune(commune.id, () => Piece.of(id))
    const download = await person.get(`/dossiers/${id}/pieces/${piece!.id}`)
    assert.equal(download.headers['content-type'], 'image/png')

    await askCorrection(commune, id, ['demande.photos'])
    const button = { button: `remove=demande.photos|${piece!.id}` }
    const without = await person.submit(await person.get(path), {}, button)
    assert.notInclude(without.text, 'rue.png')
    assert.lengthOf(await withCommune(commune.id, () => Piece.of(id)), 1)
    assert.deepEqual((await dossierOf(commune, id)).answers.demande!.photos, [piece!.id])
  })
})

test.group('A follow-up', () => {
  test('shows public pieces of agents, and no others', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const id = await sentBy(person)
    const common = { dossierId: id, type: 'application/pdf', size: 1, digest: Buffer.alloc(32) }
    const agents = { addedBy: 'accueil', authorLabel: 'Anne Accueil' }
    const [shown, hidden] = await withCommune(commune.id, async () => [
      await Piece.create({
        ...common,
        ...agents,
        name: 'acte.pdf',
        diskKey: `${commune.id}/${id}/1`,
        public: true,
      }),
      await Piece.create({
        ...common,
        ...agents,
        name: 'note.pdf',
        diskKey: `${commune.id}/${id}/2`,
        public: false,
      }),
    ])
    const page = await person.get(`/dossiers/${id}`)
    assert.include(page.text, 'acte.pdf')
    assert.notInclude(page.text, 'note.pdf')
    assert.include(page.body, `/dossiers/${id}/pieces/${shown!.id}`)
    assert.equal((await person.get(`/dossiers/${id}/pieces/${hidden!.id}`)).status, 404)
  })
})

test.group('A lost dossier', () => {
  test('is found by its reference and mail, and the answer is the same without one', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const owner = commune.visitor()
    const id = await sentBy(owner, 'zoe@exemple.fr')
    const { reference } = await dossierOf(commune, id)
    const person = commune.visitor()
    const ask = async (ref: string, email: string) =>
      person.submit(await person.get('/suivi'), { reference: ref, email })

    const found = await ask(` ${reference!.toLowerCase().replace('-', ' ')}`, 'ZOE@exemple.fr')
    const lost = await ask(reference!, 'autre@exemple.fr')
    assert.equal(found.status, 200)
    assert.equal(found.text, lost.text)
    assert.lengthOf(await mailsOf(commune, 'usager-lien'), 1)
    const follow = await person.get(`/suivi/${await tokenOf(commune, 'usager-lien')}`)
    assert.equal(follow.path, `/dossiers/${id}`)

    const wrong = await ask('', 'zoe')
    assert.equal(wrong.status, 422)
    assert.lengthOf(wrong.html.querySelectorAll('.error-summary a'), 2)
  })
})
