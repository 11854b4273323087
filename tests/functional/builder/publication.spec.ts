import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import { compile } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { dossierOf } from '#tests/support/dossiers'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'
import { aNewDemarche, base, Builder, draftOf, pathsOf } from './support.js'

/** Fills the trial in as a usager would, to its end. */
async function tries(builder: Builder) {
  const { visitor, slug } = builder
  let page = await visitor.get(`${base(slug)}/essai`)
  page = await visitor.submit(page, { 'f[demande][objet]': 'Un essai' })
  page = await visitor.submit(page, {
    'f[contact][nom]': 'Zoé',
    'f[contact][courriel]': 'zoe@exemple.fr',
  })
  return page
}

async function publishes(builder: Builder) {
  const page = await builder.visitor.get(`${base(builder.slug)}/publication`)
  const which = `form[action="${base(builder.slug)}/publication"]`
  return builder.visitor.submit(page, {}, { which })
}

const numberOf = (commune: TestCommune) =>
  withCommune(commune.id, async () => {
    const { versionId } = await Demarche.findByOrFail('slug', commune.demarche.slug)
    return versionId
  })

test.group('Publishing what was built', () => {
  test('waits for the checklist: complete, and tried as it is', async ({ assert }) => {
    const commune = await aCommune()
    const slug = await aNewDemarche(commune)
    const builder = await Builder.at(commune, slug)
    const blank = await publishes(builder)
    assert.equal(blank.status, 422)
    assert.include(blank.text, 'Ajouter une page et ses questions')

    await builder.go('')
    await builder.addPage()
    const empty = await publishes(builder)
    assert.equal(empty.status, 422)
    assert.include(empty.text, '« Page 1 » est encore vide')
    assert.equal((await commune.visitor().get(`/demarches/${slug}`)).status, 404)
  })

  test('a trial shows the error messages, keeps nothing, and counts until the next change', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { slug } = commune.demarche
    const builder = await Builder.at(commune, slug)
    await builder.choose('demande.precision')
    await builder.send('reglages', { title: 'Précisions utiles' })

    let page = await builder.visitor.get(`${base(slug)}/essai`)
    page = await builder.visitor.submit(page, {})
    assert.equal(page.status, 422)
    assert.include(page.text, 'Il y a une erreur à corriger')
    const file = { file: 'des octets', name: 'photo.jpg', type: 'image/jpeg' }
    page = await builder.visitor.submit(page, {
      'f[demande][objet]': 'Un essai',
      'f[demande][photos][]': file,
    })
    assert.include(page.text, 'Vos coordonnées')
    page = await builder.visitor.submit(page, {
      'f[contact][nom]': 'Zoé',
      'f[contact][courriel]': 'zoe@exemple.fr',
    })
    assert.include(page.text, 'Essai réussi jusqu’au bout')
    assert.include(page.text, 'Un essai')
    assert.include(page.text, 'photo.jpg')
    assert.isTrue((await draftOf(commune, slug)).isTried)

    await builder.choose('demande.precision')
    await builder.send('reglages', { title: 'Précisions', description: 'En deux mots.' })
    assert.isFalse((await draftOf(commune, slug)).isTried)
    assert.equal((await publishes(builder)).status, 422)
  })

  test('a trial that leaves pages out does not count', async ({ assert }) => {
    const commune = await aCommune()
    const { slug } = commune.demarche
    const builder = await Builder.at(commune, slug)
    await builder.choose('demande.precision')
    await builder.send('reglages', { title: 'Autre' })
    let page = await builder.visitor.get(`${base(slug)}/essai`)
    page = await builder.visitor.submit(page, { go: 'skip' })
    page = await builder.visitor.submit(page, { go: 'skip' })
    assert.include(page.text, 'des pages ont été passées')
    assert.isFalse((await draftOf(commune, slug)).isTried)
  })

  test('goes online with what changes in words; dossiers under way stay', async ({ assert }) => {
    const commune = await aCommune()
    const { slug, versionId } = commune.demarche
    const usager = commune.visitor()
    const first = await usager.get(`/demarches/${slug}/remplir`)
    const begun = await usager.submit(first, { 'f[demande][objet]': 'Commencé avant' })
    const id = /brouillons\/([0-9a-f-]{36})/.exec(begun.path)![1]!

    const builder = await Builder.at(commune, slug)
    await builder.choose('contact.nom')
    await builder.send('reglages', { title: 'Nom et prénom' })
    await builder.choose('demande.precision')
    await builder.send('reglages', { title: 'Précisions', required: '1' })
    await tries(builder)
    // « Précisions » is needed now: the trial stopped there.
    let page = await builder.visitor.get(`${base(slug)}/essai`)
    page = await builder.visitor.submit(page, {
      'f[demande][objet]': 'Un essai',
      'f[demande][precision]': 'Précis',
    })
    await builder.visitor.submit(page, {
      'f[contact][nom]': 'Zoé',
      'f[contact][courriel]': 'zoe@exemple.fr',
    })
    const before = await builder.visitor.get(`${base(slug)}/publication`)
    assert.include(before.text, 'La question « Précisions » devient obligatoire')
    assert.include(before.text, '« Nom » devient « Nom et prénom »')
    const done = await publishes(builder)
    assert.include(done.text, 'La version 2 est en ligne.')
    assert.notEqual(await numberOf(commune), versionId)
    assert.isFalse((await draftOf(commune, slug)).isChanged)
    assert.isNull((await draftOf(commune, slug)).id)

    const other = commune.visitor()
    const now = await other.get(`/demarches/${slug}/remplir`)
    assert.equal((await other.submit(now, { 'f[demande][objet]': 'X' })).status, 422)
    const going = await usager.get(`/brouillons/${id}/contact`)
    assert.include(going.text, 'Nom')
    assert.notInclude(going.text, 'Nom et prénom')
    assert.equal((await dossierOf(commune, id)).versionId, versionId)

    const versions = await builder.visitor.get(`${base(slug)}/versions`)
    assert.include(versions.text, 'Version 2')
    assert.include(
      versions.text,
      '1 dossier en cours sous cette version'.replace(
        '1 dossier en cours',
        'Aucun dossier en cours'
      )
    )
    const restored = await builder.visitor.submit(
      versions,
      { number: '1' },
      { which: `form[action="${base(slug)}/restaurations"]` }
    )
    assert.include(restored.text, 'La version 1 est de nouveau dans le brouillon.')
    assert.deepEqual((await draftOf(commune, slug)).document, SMALL_FORM)
    builder.page = restored
    await builder.send('annulations', { sens: 'annuler' })
    assert.isFalse((await draftOf(commune, slug)).isChanged)
  })

  test('is refused to whoever has not seen the last change', async ({ assert }) => {
    const commune = await aCommune()
    const { slug, versionId } = commune.demarche
    const [one, other] = [await Builder.at(commune, slug), await Builder.at(commune, slug)]
    await one.choose('demande.precision')
    await one.send('reglages', { title: 'Un' })
    const page = await other.visitor.get(`${base(slug)}/publication`)
    await one.choose('demande.precision')
    await one.send('reglages', { title: 'Deux' })
    const which = `form[action="${base(slug)}/publication"]`
    const told = await other.visitor.submit(page, {}, { which })
    assert.equal(told.status, 409)
    assert.include(told.text, 'Adèle Administratrice a enregistré un changement')
    assert.equal(await numberOf(commune), versionId)
  })
})

test.group('A démarche as a file', () => {
  test('is the same form where it is taken again: the same hash', async ({ assert }) => {
    const [here, there] = [await aCommune(), await aCommune()]
    const builder = await Builder.at(here, here.demarche.slug)
    await builder.choose('demande.precision')
    await builder.send('reglages', { title: 'Précisions utiles' })
    await withCommune(here.id, async () => {
      const demarche = await Demarche.findOrFail(here.demarche.id)
      await demarche.merge({ intro: 'À lire **avant**.', retentionMonths: 24 }).save()
    })
    const file = await builder.visitor.get(`${base(here.demarche.slug)}/fichier`)
    assert.include(file.headers['content-disposition']!, 'demande.json')

    const admin = await there.signedIn('admin')
    const form = await admin.get('/admin/demarches/nouvelle')
    const made = await admin.submit(form, {
      from: 'file',
      file: { file: file.body, name: 'demande.json', type: 'application/json' },
    })
    assert.equal(made.path, base('demande-d-essai'), made.text.slice(0, 400))
    const { document } = await draftOf(here, here.demarche.slug)
    const imported = await draftOf(there, 'demande-d-essai')
    assert.equal(compile(imported.document).hash, compile(document).hash)
    await withCommune(there.id, async () => {
      const { intro, retentionMonths } = await Demarche.findByOrFail('slug', 'demande-d-essai')
      assert.deepEqual([intro, retentionMonths], ['À lire **avant**.', 24])
    })
  })

  test('takes the place of a draft in one step', async ({ assert }) => {
    const commune = await aCommune()
    const slug = await aNewDemarche(commune)
    const builder = await Builder.at(commune, slug)
    const given = JSON.stringify({ title: 'Rien', document: SMALL_FORM })
    const page = await builder.visitor.get(`${base(slug)}/source`)
    const which = `form[action="${base(slug)}/fichier"]`
    const file = { file: given, name: 'x.json', type: 'application/json' }
    builder.page = await builder.visitor.submit(page, { file }, { which })
    assert.include(await pathsOf(commune, slug), 'contact.courriel')
    await builder.send('annulations', { sens: 'annuler' })
    assert.deepEqual(await pathsOf(commune, slug), [])
  })

  test('is refused with reasons where it is none', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    for (const [text, told] of [
      ['pas du JSON', 'n’est pas une démarche'],
      ['{"properties": {"p": {"title": "P", "pattern": "x", "properties": {}}}}', 'n’est pas'],
      [JSON.stringify({ ...SMALL_FORM, $ref: 'https://exemple.fr' }), '$ref'],
    ]) {
      const form = await admin.get('/admin/demarches/nouvelle')
      const file = { file: text!, name: 'x.json', type: 'application/json' }
      const page = await admin.submit(form, { title: 'Essai', from: 'file', file })
      assert.equal(page.status, 422)
      assert.include(page.text, told!)
    }
  })

  test('can be read and written as JSON Schema, with errors where they stand', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { slug } = commune.demarche
    const builder = await Builder.at(commune, slug)
    const path = `${base(slug)}/source`
    const which = `form[action="${path}"]`
    const page = await builder.visitor.get(path)
    const source = page.html.querySelector('textarea')!.text.replaceAll('&quot;', '"')
    assert.deepEqual(JSON.parse(source.trim()), SMALL_FORM)

    const broken = await builder.visitor.submit(page, { source: '{\n  "type": oui\n}' }, { which })
    assert.equal(broken.status, 422)
    assert.include(broken.text, 'Ligne 2, colonne 11 : Ce texte n’est pas du JSON.')

    const wrong = structuredClone(SMALL_FORM)
    wrong.properties.demande!.properties!.objet!.pattern = '.*'
    const text = JSON.stringify(wrong, null, 2)
    const line = text.slice(0, text.indexOf('"pattern"')).split('\n').length
    const refused = await builder.visitor.submit(page, { source: text }, { which })
    assert.equal(refused.status, 422)
    assert.include(refused.text, `Ligne ${line},`)
    assert.include(refused.html.querySelector('textarea')!.text, 'pattern')

    const right = structuredClone(SMALL_FORM)
    right.properties.demande!.title = 'Par le schéma'
    await builder.visitor.submit(page, { source: JSON.stringify(right) }, { which })
    assert.equal((await draftOf(commune, slug)).document.properties.demande!.title, 'Par le schéma')
  })
})

test.group('A new démarche', () => {
  test('begins blank, from the library or from another one', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const make = async (fields: Record<string, string>) =>
      admin.submit(await admin.get('/admin/demarches/nouvelle'), fields)

    assert.equal((await make({ title: 'Vide-grenier', from: 'blank' })).path, base('vide-grenier'))
    assert.equal(
      (await make({ title: 'Vide-grenier', from: 'blank' })).path,
      base('vide-grenier-2')
    )
    assert.equal((await make({ title: 'Nouvelle', from: 'blank' })).path, base('nouvelle-2'))

    const ready = await make({ from: 'library', ready: 'signalement' })
    assert.match(ready.path, /formulaire$/)
    assert.include(ready.html.querySelector('#plan')!.text, 'Le problème')

    const copy = await make({ title: 'La même', from: 'other', other: commune.demarche.slug })
    assert.include(copy.html.querySelector('#plan')!.text, 'Vos coordonnées')
    assert.equal((await admin.get('/demarches/la-meme')).status, 404, 'nobody sees it yet')

    const missing = await make({ from: 'blank' })
    assert.equal(missing.status, 422)
    assert.include(missing.text, 'Donnez un nom à la démarche.')
    assert.equal((await make({ title: 'X', from: 'library', ready: 'rien' })).status, 422)
  })
})
