import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { usagerPackage } from '#archive/package/usager_package'
import { zipStream } from '#archive/package/zip'
import { OfferReady } from '#catalogue/actions/offer_ready'
import { AddNote } from '#dossiers/actions/add_note'
import Dossier from '#dossiers/dossier'
import { composeLetter } from '#notifications/letter'
import { communeById } from '#tenancy/commune'
import { sql, withCommune } from '#tenancy/scope'
import {
  act,
  aDraft,
  ANSWERS,
  aSubmittedDossier,
  dossierOf,
  journalLines,
  mailsOf,
} from '#tests/support/dossiers'
import { textOf } from '#tests/support/pdf'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aFile, unzipped } from '../archive/support.js'

const AGENT = { role: 'accueil' as const, label: 'Bruno Collègue' }

const followLink = async (commune: TestCommune, id: string, template: string) => {
  const mail = (await mailsOf(commune, id)).findLast((one) => one.template === template)!
  const letter = await withCommune(commune.id, async () =>
    composeLetter(mail, await communeById(commune.id))
  )
  return { mail, path: new URL(letter.button!.url).pathname }
}

test.group('The usager’s data', (group) => {
  let commune: TestCommune
  let id: string
  let other: string
  group.setup(async () => {
    commune = await aCommune()
    id = await aSubmittedDossier(commune)
    await aFile(commune, id, 'plan.txt', 'Le plan de Zoé')
    await withCommune(commune.id, async () => {
      const dossier = await Dossier.findOrFail(id)
      await new AddNote().handle(dossier, 'Déjà venue trois fois.', AGENT)
    })
    await act(commune, id, 'demander_correction', {
      message: 'Précisez la rue.',
      note: 'Elle exagère.',
    })
    const contact = { nom: 'Zoé Martin', courriel: 'ZOE@exemple.fr' }
    other = await aDraft(commune, { ...ANSWERS, contact })
    await aSubmittedDossier(commune, {
      ...ANSWERS,
      contact: { nom: 'Léa Autre', courriel: 'lea@exemple.fr' },
    })
  })

  test('are shown and taken away once the mailed link is opened, and by nobody else', async ({
    assert,
  }) => {
    const zoe = commune.visitor()
    const { path } = await followLink(commune, id, 'usager-recue')
    const follow = await zoe.get(path)
    const href = follow.html.querySelector('a[href$="/donnees"]')!.getAttribute('href')!
    const page = await zoe.get(href)
    assert.include(page.text, 'zoe@exemple.fr')
    const sent = await zoe.submit(page)
    assert.include(sent.text, 'Consultez votre messagerie')
    assert.include((await zoe.get('/mes-donnees')).text, 'Indiquez l’adresse', 'not before')

    const lien = await followLink(commune, id, 'usager-donnees')
    assert.equal(lien.mail.recipient, 'zoe@exemple.fr')
    const held = await commune.visitor().get('/mes-donnees')
    assert.notInclude(held.text, 'K', 'of nobody')
    const own = await zoe.get(lien.path)
    const { reference } = await dossierOf(commune, id)
    assert.match(own.text, /garde 2 demandes faites avec l’adresse zoe@exemple\.fr/)
    assert.include(own.text, reference!)
    assert.include(own.text, 'Pas encore envoyée')
    assert.notInclude(own.body, 'lea@')
    const zip = await zoe.submit(own)
    assert.equal(zip.headers['content-type'], 'application/zip')
    assert.include(zip.body, `${reference}/dossier.pdf`)
    assert.include(zip.body, `brouillon-${other}/donnees.json`)
    const told = (await journalLines(commune, id)).at(-1)!
    assert.equal(told.label, 'Données remises à l’usager')
    assert.isFalse(told.public)
  })

  test('hold what was answered, written and sent, and nothing internal', async ({ assert }) => {
    const made = await withCommune(commune.id, async () =>
      usagerPackage([id], await communeById(commune.id))
    )
    const zip = await buffer(zipStream(made))
    const opened = await unzipped(zip)
    if (!opened) return
    assert.include(opened.verdict, 'No errors detected')
    const { reference } = await dossierOf(commune, id)
    const data = JSON.parse(opened.files.get(`${reference}/donnees.json`)!.toString())
    assert.deepEqual(data.donnees, ANSWERS)
    assert.equal(data.contact.courriel, 'zoe@exemple.fr')
    assert.includeMembers(
      data.courriels.map((mail: any) => mail.a),
      ['zoe@exemple.fr']
    )
    assert.include(JSON.stringify(data.historique), 'Précisez la rue.')
    assert.equal(opened.files.get(`${reference}/pieces/01-plan.txt`)!.toString(), 'Le plan de Zoé')
    const pdf = await textOf(opened.files.get(`${reference}/dossier.pdf`)!)
    assert.include(pdf, 'Un nid-de-poule')
    for (const text of [JSON.stringify(data), pdf]) {
      for (const secret of ['exagère', 'trois fois', 'Bruno']) assert.notInclude(text, secret)
    }
  })

  test('a link that is old or invented opens nothing', async ({ assert }) => {
    const person = commune.visitor()
    const unknown = await person.get('/mes-donnees/inconnu')
    assert.equal(unknown.status, 404)
    const page = await person.get('/mes-donnees')
    const wrong = await person.submit(page, { email: 'zoe' })
    assert.equal(wrong.status, 422)
    const before = await countMails(commune)
    const nobody = await person.submit(page, { email: 'personne@exemple.fr' })
    assert.include(nobody.text, 'Consultez votre messagerie')
    assert.equal(await countMails(commune), before)
    await person.submit(page, { email: 'Lea@exemple.fr' })
    assert.equal(await countMails(commune), before + 1)
    const [late] = await withCommune(commune.id, () =>
      sql<{ dossier_id: string }>(
        `update liens set expires_at = now() where purpose = 'data' and made_for = 'lea@exemple.fr'
         returning dossier_id`
      )
    )
    const { path } = await followLink(commune, late!.dossier_id, 'usager-donnees')
    const over = await person.get(path)
    assert.equal(over.status, 410)
    const refused = await person.post('/mes-donnees/copie', {})
    assert.notEqual(refused.headers['content-type'], 'application/zip')
  })

  test('rights are asked for by a démarche of the library, with its month', async ({ assert }) => {
    const nowhere = await commune.visitor().get('/donnees-personnelles')
    assert.notInclude(nowhere.body, '/demarches/exercer-droits')
    const town = await aCommune()
    await withCommune(town.id, () => new OfferReady().handle(['exercer-droits'], []))
    const person = town.visitor()
    const privacy = await person.get('/donnees-personnelles')
    assert.exists(privacy.html.querySelector('a[href="/demarches/exercer-droits"]'))
    assert.include((await person.get('/')).text, 'Exercer vos droits')
    const followed = await aSubmittedDossier(town)
    const { path } = await followLink(town, followed, 'usager-recue')
    const follow = await person.get(path)
    const data = await person.get(`${follow.path}/donnees`)
    const { reference } = await dossierOf(town, followed)
    const link = data.html.querySelector('a[href^="/demarches/exercer-droits"]')!
    assert.include(link.getAttribute('href')!, `demande.reference=${reference}`)
  })
})

const countMails = async ({ id }: TestCommune) => {
  const [row] = await withCommune(id, () =>
    sql<{ n: number }>('select count(*)::int as n from mails')
  )
  return row!.n
}
