import { test } from '@japa/runner'
import { compile, type Document } from '#forms/main'
import { aCommune } from '#tests/support/world'
import { aNewDemarche, base, Builder, draftOf, pathsOf, specAt } from './support.js'

test.group('The builder, without a script', () => {
  test('a form is made page by page, question by question', async ({ assert }) => {
    const commune = await aCommune()
    const slug = await aNewDemarche(commune)
    const builder = await Builder.at(commune, slug)
    assert.include(builder.page.text, 'Commencez par une page')

    await builder.addPage()
    await builder.send('reglages', { title: 'La demande', description: 'Dites-nous tout.' })
    await builder.add('demande', 'choice', 'Motif')
    await builder.choose('demande.motif')
    await builder.send('reglages', { 's[oneOf]': 'Fuite\nAutre', 'required': '1' })
    await builder.add('demande', 'short-text', 'Précisez')

    assert.deepEqual(await pathsOf(commune, slug), ['demande', 'demande.motif', 'demande.precisez'])
    const { document } = await draftOf(commune, slug)
    assert.deepEqual(document.properties.demande!.required, ['motif', 'precisez'])
    assert.include(builder.page.html.querySelector('#feuille')!.text, 'Précisez')
    assert.isDefined(compile(document).hash)
  })

  test('a condition is a sentence, and links lead both ways', async ({ assert }) => {
    const commune = await aCommune({ form: WITH_CHOICE })
    const slug = commune.demarche.slug
    const builder = await Builder.at(commune, slug)
    await builder.choose('demande.precisez', 'avance')
    await builder.send('conditions', {}, 'go=add')
    await builder.send('conditions', { 'r[rows][0][question]': 'demande.motif', 'go': 'refresh' })
    assert.include(builder.page.text, 'n’est pas encore enregistrée')
    await builder.send('conditions', { 'r[rows][0][value]': 'autre', 'go': 'save' })

    assert.deepEqual((await specAt(commune, slug, 'demande.precisez'))!['x-show-if'], {
      all: [{ question: 'demande.motif', is: 'autre' }],
    })
    const there = await builder.choose('demande.precisez')
    assert.include(there.text, 'Affichée si « Motif » est « Autre ».')
    const panel = (await builder.choose('demande.motif')).html.querySelector('#panneau')!
    const used = panel.querySelectorAll('.panel__links a').map((link) => link.text)
    assert.deepEqual(used, ['Précisez'])

    await builder.choose('demande.precisez', 'avance')
    await builder.send('conditions', { go: 'add' })
    const more = {
      'r[mode]': 'any',
      'r[rows][1][question]': 'demande.urgent',
      'r[rows][1][operator]': 'is',
      'r[rows][1][value]': 'oui',
    }
    await builder.send('conditions', { ...more, go: 'save' })
    assert.deepEqual((await specAt(commune, slug, 'demande.precisez'))!['x-show-if'], {
      any: [
        { question: 'demande.motif', is: 'autre' },
        { question: 'demande.urgent', is: true },
      ],
    })
    await builder.choose('demande.precisez', 'avance')
    await builder.send('conditions', { go: 'remove-0' })
    const { 'x-show-if': rule } = (await specAt(commune, slug, 'demande.precisez'))!
    assert.deepEqual(rule, { any: [{ question: 'demande.urgent', is: true }] })
  })

  test('a condition that says nothing is not kept', async ({ assert }) => {
    const commune = await aCommune({ form: WITH_CHOICE })
    const builder = await Builder.at(commune, commune.demarche.slug)
    await builder.choose('demande.precisez', 'avance')
    await builder.send('conditions', {}, 'go=add')
    const page = await builder.send('conditions', { go: 'save' })
    assert.equal(page.status, 422)
    assert.include(page.text, 'Complétez chaque ligne')
    assert.equal((await draftOf(commune, commune.demarche.slug)).version, 0)
  })

  test('what would break a condition is refused, with its name', async ({ assert }) => {
    const commune = await aCommune({ form: WITH_RULE })
    const slug = commune.demarche.slug
    const builder = await Builder.at(commune, slug)
    await builder.choose('demande.precisez')
    const up = await builder.send('deplacements', { sens: 'haut' })
    assert.equal(up.status, 200)
    const again = await builder.send('deplacements', { sens: 'haut' })
    assert.equal(again.status, 422)
    assert.include(again.text, 'La condition de « Précisez » dépend d’une question')

    await builder.choose('demande.motif')
    const options = await builder.send('reglages', { 's[oneOf]': 'Fuite' })
    assert.equal(options.status, 422)
    assert.include(options.text, 'La condition de « Précisez » attend une réponse')
    const typed = options.html.querySelector('textarea[name="s[oneOf]"]')!.text.trim()
    assert.equal(typed, 'Fuite', 'what was typed is still there')
    const { oneOf } = (await specAt(commune, slug, 'demande.motif'))!
    assert.lengthOf(oneOf as unknown[], 2)
  })

  test('before a deletion, what uses it is listed; after it, it can be undone', async ({
    assert,
  }) => {
    const commune = await aCommune({ form: WITH_RULE })
    const slug = commune.demarche.slug
    const builder = await Builder.at(commune, slug)
    const asked = await builder.choose('demande.motif', 'supprimer')
    assert.include(asked.html.querySelector('#panneau')!.text, 'Précisez')
    await builder.send('suppressions')
    assert.deepEqual(await pathsOf(commune, slug), [
      'demande',
      'demande.urgent',
      'demande.precisez',
    ])
    assert.notProperty((await specAt(commune, slug, 'demande.precisez'))!, 'x-show-if')

    await builder.send('annulations', { sens: 'annuler' })
    assert.deepEqual((await draftOf(commune, slug)).document, WITH_RULE)
    await builder.send('annulations', { sens: 'retablir' })
    assert.notProperty((await specAt(commune, slug, 'demande.precisez'))!, 'x-show-if')
    const { redo, undo } = await draftOf(commune, slug)
    assert.isNull(redo)
    assert.deepEqual(undo, { operation: 'delete', subject: 'Motif' })
  })

  test('questions move between pages, and are copied', async ({ assert }) => {
    const commune = await aCommune()
    const slug = commune.demarche.slug
    const builder = await Builder.at(commune, slug)
    await builder.choose('demande.photos')
    await builder.send('deplacements', { vers: 'contact', rang: '0' })
    assert.include(builder.page.text, '« Photos » est maintenant en position 1')
    await builder.choose('contact.courriel')
    await builder.send('copies')
    await builder.choose('contact')
    await builder.send('deplacements', { sens: 'haut' })
    assert.deepEqual(await pathsOf(commune, slug), [
      'contact',
      'contact.photos',
      'contact.nom',
      'contact.courriel',
      'contact.adresse_electronique_copie',
      'demande',
      'demande.objet',
      'demande.precision',
    ])
  })

  test('the form is laid out on one page, seen as an usager would, and back', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const slug = commune.demarche.slug
    const builder = await Builder.at(commune, slug)
    await builder.choose('contact.nom')
    await builder.send('mise-en-page', { ensemble: '1' })
    assert.include(builder.page.text, 'tient sur une seule page')
    assert.include(builder.page.path, 'contact.nom')
    assert.isTrue((await draftOf(commune, slug)).document['x-single-page'])
    const trial = await builder.visitor.get(`${base(slug)}/essai`)
    assert.exists(trial.html.querySelector('[name="f[demande][objet]"]'))
    assert.exists(trial.html.querySelector('[name="f[contact][nom]"]'))
    const publication = await builder.visitor.get(`${base(slug)}/publication`)
    assert.include(publication.text, 'Tout le formulaire tient sur une seule page')

    await builder.choose('contact.nom')
    await builder.send('mise-en-page', { ensemble: '' })
    assert.notProperty((await draftOf(commune, slug)).document, 'x-single-page')
    await builder.send('annulations', { sens: 'annuler' })
    assert.isTrue((await draftOf(commune, slug)).document['x-single-page'])
  })

  test('an impossible setting is told at its field, and nothing is lost', async ({ assert }) => {
    const commune = await aCommune()
    const builder = await Builder.at(commune, commune.demarche.slug)
    await builder.add('demande', 'number', 'Surface')
    await builder.choose('demande.surface')
    const page = await builder.send('reglages', { 'title': '', 's[minimum]': 'beaucoup' })
    assert.equal(page.status, 422)
    assert.include(page.text, 'Écrivez un nombre.')
    assert.include(page.text, 'Écrivez l’intitulé.')
    const kept = page.html.querySelector('input[name="s[minimum]"]')!.getAttribute('value')
    assert.equal(kept, 'beaucoup')

    await builder.send('reglages', { 'title': 'Surface', 's[minimum]': '12', 's[maximum]': '3' })
    assert.equal(builder.page.status, 422)
    assert.include(builder.page.text, 'un réglage ne convient pas')
  })

  test('of two who save at once, the second is told by whom, and keeps what they typed', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const slug = commune.demarche.slug
    const [one, other] = [await Builder.at(commune, slug), await Builder.at(commune, slug)]
    await one.choose('demande.objet')
    await other.choose('contact.nom')
    await one.send('reglages', { title: 'Objet de la demande' })
    const told = await other.send('reglages', { title: 'Votre nom' })
    assert.equal(told.status, 409)
    assert.include(told.text, 'Adèle Administratrice a enregistré un changement')
    assert.include(told.text, 'Objet de la demande')
    const field = told.html.querySelector('#reglages input[name=title]')!
    assert.equal(field.getAttribute('value'), 'Votre nom')
    assert.equal((await specAt(commune, slug, 'contact.nom'))!.title, 'Nom')

    await other.send('reglages')
    assert.equal((await specAt(commune, slug, 'contact.nom'))!.title, 'Votre nom')
    assert.equal((await specAt(commune, slug, 'demande.objet'))!.title, 'Objet de la demande')
  })

  test('what is online does not change; keys that are published stay', async ({ assert }) => {
    const commune = await aCommune()
    const slug = commune.demarche.slug
    const builder = await Builder.at(commune, slug)
    await builder.choose('demande.objet')
    await builder.send('reglages', { title: 'Tout autre chose' })
    assert.include(await pathsOf(commune, slug), 'demande.objet')
    assert.include(builder.page.text, 'En ligne, avec un brouillon')
    const usager = await commune.visitor().get(`/demarches/${slug}/remplir`)
    assert.notInclude(usager.text, 'Tout autre chose')
  })

  test('only administrators come here', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    assert.equal((await agent.get(base(commune.demarche.slug))).status, 404)
    const stranger = await commune.visitor().get(base(commune.demarche.slug))
    assert.match(stranger.path, /^\/connexion/)
  })

  test('a script gets what has changed, and no more', async ({ assert }) => {
    const commune = await aCommune()
    const slug = commune.demarche.slug
    const builder = await Builder.at(commune, slug)
    await builder.choose('demande.objet')
    builder.visitor.headers = { 'x-builder': '0' }
    const parts = JSON.parse((await builder.send('reglages', { title: 'Sujet' })).body)
    assert.deepEqual(Object.keys(parts.plan.html), ['plan-demande.objet'])
    assert.deepEqual(Object.keys(parts.sheet.html), ['feuille-demande.objet'])
    assert.include(parts.sheet.html['feuille-demande.objet'], 'Sujet')
    assert.equal(parts.version, 1)
  })
})

const question = (type: string, title: string, more = {}) => ({
  'x-question': type,
  title,
  ...more,
})

const WITH_CHOICE = {
  'type': 'object',
  'x-order': ['demande'],
  'properties': {
    demande: {
      'type': 'object',
      'title': 'La demande',
      'x-order': ['motif', 'urgent', 'precisez'],
      'properties': {
        motif: question('choice', 'Motif', {
          oneOf: [
            { const: 'fuite', title: 'Fuite' },
            { const: 'autre', title: 'Autre' },
          ],
        }),
        urgent: question('yes-no', 'Est-ce urgent ?'),
        precisez: question('short-text', 'Précisez'),
      },
    },
  },
} as unknown as Document

const WITH_RULE = structuredClone(WITH_CHOICE)
WITH_RULE.properties.demande!.properties!.precisez!['x-show-if'] = {
  all: [{ question: 'demande.motif', is: 'autre' }],
}
