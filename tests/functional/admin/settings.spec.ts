import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import { sql, withCommune } from '#tenancy/scope'
import { idIn } from '#tests/functional/usager/support'
import { dossierOf, mailsOf } from '#tests/support/dossiers'
import type { Page, Visitor } from '#tests/support/visitor'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'
import type { Document } from '#forms/main'

/** The small form with a question to route by. */
const ROUTED_FORM = structuredClone(SMALL_FORM) as Document & { properties: any }
ROUTED_FORM.properties.demande['x-order'].unshift('motif')
ROUTED_FORM.properties.demande.properties.motif = {
  'x-question': 'choice',
  'title': 'Motif',
  'oneOf': [
    { const: 'trou', title: 'Un trou' },
    { const: 'permis', title: 'Un permis' },
  ],
}

const path = (page: string) => `/admin/demarches/demande/${page}`

async function change(admin: Visitor, page: string, fields: Record<string, string | string[]>) {
  return admin.submit(await admin.get(path(page)), fields)
}

async function fill(person: Visitor, answers: Record<string, string> = {}): Promise<Page> {
  const first = await person.get('/demarches/demande/remplir')
  const second = await person.submit(first, { 'f[demande][objet]': 'Un nid-de-poule', ...answers })
  return person.submit(second, {
    'f[contact][nom]': 'Zoé Martin',
    'f[contact][courriel]': 'zoe@exemple.fr',
  })
}

const demarcheOf = (commune: TestCommune) =>
  withCommune(commune.id, () => Demarche.findOrFail(commune.demarche.id))

test.group('What is read around a form', () => {
  test('is changed by an administrator, and read by usagers', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')

    const saved = await change(admin, 'presentation', {
      title: 'Demander une place',
      category: 'Marchés',
      intro: 'Réservé aux **commerçants**.\n\n<script>alert(1)</script>',
      closing: 'Nous vous appelons *lundi*.',
      legal_notice: 'Base légale : [le code](https://exemple.fr/code).',
    })
    assert.include(saved.text, 'C’est enregistré.')

    const person = commune.visitor()
    const start = await person.get('/demarches/demande')
    assert.equal(start.html.querySelector('h1')!.text, 'Demander une place')
    assert.equal(start.html.querySelector('strong')!.text, 'commerçants')
    assert.notInclude(start.body, '<script>alert')
    const check = await fill(person)
    assert.include(check.text, 'Base légale')
    const sent = await person.submit(check)
    assert.equal(sent.html.querySelector('em')!.text, 'lundi')
    assert.equal((await dossierOf(commune, idIn(sent))).demarcheTitle, 'Demander une place')

    const sheet = await admin.get('/admin/demarches/demande')
    assert.include(sheet.text, 'Titre : « Demande d’essai » devient « Demander une place »')
    assert.include(sheet.text, 'Adèle Administratrice')
  })

  test('keeps the former address of a démarche alive, also for what is posted there', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const person = commune.visitor()
    const begun = await person.get('/demarches/demande/remplir')

    await change(admin, 'presentation', { slug: 'place-de-marche' })

    assert.equal((await person.get('/demarches/demande')).path, '/demarches/place-de-marche')
    assert.equal((await person.get('/demarches/place-de-marche')).status, 200)
    const moved = await admin.get('/admin/demarches/demande')
    assert.equal(moved.path, '/admin/demarches/place-de-marche')
    assert.equal(begun.status, 200)
    // And back: the address is its own again.
    const page = await admin.get('/admin/demarches/place-de-marche/presentation')
    await admin.submit(page, { slug: 'demande' })
    assert.equal((await person.get('/demarches/place-de-marche')).path, '/demarches/demande')
  })

  test('is refused where it says nothing or takes another’s address', async ({ assert }) => {
    const commune = await aCommune()
    await withCommune(commune.id, () => Demarche.create({ slug: 'prise', title: 'Une autre' }))
    const admin = await commune.signedIn('admin')

    const empty = await change(admin, 'presentation', { title: '', slug: 'Avec Espaces' })
    assert.equal(empty.status, 422)
    assert.include(empty.text, 'Donnez un titre')
    assert.equal(empty.html.querySelector('#slug')!.getAttribute('value'), 'Avec Espaces')
    const taken = await change(admin, 'presentation', { slug: 'prise' })
    assert.equal(taken.status, 422)
    assert.include(taken.text, 'Une autre démarche a déjà cette adresse')
    assert.equal((await demarcheOf(commune)).slug, 'demande')
  })
})

test.group('The opening of a démarche', () => {
  test('closes it to usagers, says why, and sends no draft', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const person = commune.visitor()
    const check = await fill(person)

    await change(admin, 'ouverture', { state: 'closed' })

    const start = await person.get('/demarches/demande')
    assert.include(start.text, 'fermée pour le moment')
    assert.equal(
      (await commune.visitor().get('/demarches/demande/remplir')).path,
      '/demarches/demande'
    )
    const refused = await person.submit(check)
    assert.equal(refused.status, 409)
    assert.include(refused.text, 'reste enregistré dans votre brouillon')
    assert.isTrue((await dossierOf(commune, idIn(check))).isDraft)

    await change(admin, 'ouverture', { state: 'open' })
    assert.include((await person.submit(check)).text, 'référence')
    assert.isFalse((await dossierOf(commune, idIn(check))).isDraft)
  })

  test('follows dates that are to come or past, in words', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')

    await change(admin, 'ouverture', { opens_on: '2999-03-01', closes_on: '' })
    const early = await commune.visitor().get('/demarches/demande')
    assert.include(early.text, 'pas encore ouverte')
    assert.include(early.text, '1er mars 2999')
    assert.include((await commune.visitor().get('/')).text, 'Ouvre le 1er mars 2999')

    await change(admin, 'ouverture', { opens_on: '2001-01-01', closes_on: '2001-02-28' })
    const late = await commune.visitor().get('/demarches/demande')
    assert.include(late.text, 'Cette démarche est terminée')
    assert.notInclude((await commune.visitor().get('/')).text, 'Demande d’essai')
  })

  test('gives the last place once', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    await change(admin, 'ouverture', { cap: '1' })
    const people = [commune.visitor(), commune.visitor()]
    const checks = [await fill(people[0]!), await fill(people[1]!)]

    const answers = await Promise.all(people.map((person, n) => person.submit(checks[n]!)))

    assert.sameMembers(
      answers.map(({ status }) => status),
      [200, 409]
    )
    const [row] = await withCommune(commune.id, () =>
      sql<{ n: number }>('select count(*)::int as n from dossiers where submitted_at is not null')
    )
    assert.equal(row!.n, 1)
    assert.include((await commune.visitor().get('/demarches/demande')).text, 'complète')
  })

  test('hides from the home page what is found by its address alone', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    await change(admin, 'ouverture', { 'visible[]': [] })

    assert.notInclude((await commune.visitor().get('/')).text, 'Demande d’essai')
    assert.equal((await commune.visitor().get('/demarches/demande')).status, 200)
  })

  test('refuses dates out of order and a cap that is no number', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')

    const order = await change(admin, 'ouverture', {
      opens_on: '2030-02-01',
      closes_on: '2030-01-01',
    })
    assert.equal(order.status, 422)
    assert.include(order.text, 'Le dernier jour vient avant')
    const wrong = await change(admin, 'ouverture', { cap: 'beaucoup', opens_on: '2030-02-31' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'Donnez un nombre entier')
    assert.isNull((await demarcheOf(commune)).cap)
  })
})

test.group('Who treats a démarche', () => {
  test('is chosen by the answers, else by default, for what comes from now on', async ({
    assert,
  }) => {
    const commune = await aCommune({ form: ROUTED_FORM })
    const admin = await commune.signedIn('admin')
    const { voirie, urbanisme } = commune.services
    const before = await fill(commune.visitor())
    const early = idIn(before)

    const saved = await change(admin, 'traitement', {
      'rules[0][when]': 'demande.motif is "trou"',
      'rules[0][service]': voirie,
      'service': urbanisme,
      'notified[]': ['accueil'],
      'retention': '24',
    })
    assert.include(saved.text, 'Les prochaines demandes seront traitées ainsi')

    const person = commune.visitor()
    const sent = await person.submit(await fill(person, { 'f[demande][motif]': 'trou' }))
    const other = commune.visitor()
    const byDefault = await other.submit(await fill(other, { 'f[demande][motif]': 'permis' }))
    assert.equal((await dossierOf(commune, idIn(sent))).serviceId, voirie)
    assert.equal((await dossierOf(commune, idIn(byDefault))).serviceId, urbanisme)
    assert.equal((await dossierOf(commune, early)).versionId, commune.demarche.versionId)

    const mails = await mailsOf(commune, idIn(sent))
    assert.includeMembers(
      mails.map(({ template }) => template),
      ['usager-recue', 'agents-recue', 'service-transmis']
    )
    assert.include((await person.get('/demarches/demande')).text, 'conservé 24 mois')
    assert.include((await admin.get('/admin/demarches/demande')).text, 'Version 2')
  })

  test('needs a workflow that can, active services and whole rules', async ({ assert }) => {
    const commune = await aCommune({ form: ROUTED_FORM })
    const admin = await commune.signedIn('admin')
    const refused = async (fields: Record<string, string>, reason: string) => {
      const page = await change(admin, 'traitement', fields)
      assert.equal(page.status, 422, reason)
      assert.include(page.text, reason)
    }

    await refused({ 'rules[0][when]': 'demande.motif is "trou"' }, 'une réponse et d’un service')
    await refused(
      { 'rules[0][when]': 'demande.objet is "x"', 'rules[0][service]': commune.services.voirie },
      'une réponse et d’un service'
    )
    await refused(
      { workflow: 'declaration', service: commune.services.voirie },
      'n’envoie pas à un service'
    )
    await refused({ workflow: 'double-visa' }, 'Dites quel service est « Maire »')
    await refused({ workflow: 'autre' }, 'Choisissez un circuit')
    const there = await aCommune()
    await refused({ service: there.services.voirie }, 'Ce service n’est pas actif')

    const named = await change(admin, 'traitement', {
      'workflow': 'double-visa',
      'named[maire]': commune.services.urbanisme,
    })
    assert.equal(named.status, 200)
  })

  test('changes nothing and publishes nothing when nothing is changed', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')

    await change(admin, 'traitement', {})

    assert.equal((await demarcheOf(commune)).versionId, commune.demarche.versionId)
    assert.include((await admin.get('/admin/demarches/demande')).text, 'Aucun changement noté')
  })
})
