import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import { readyDemarches } from '#catalogue/ready_demarches'
import { FoundCommune } from '#desks/operator/actions/found_commune'
import { Mail } from '#dossiers/promised_mails'
import Account from '#identity/account'
import Service from '#identity/service'
import { communeByHost } from '#tenancy/commune'
import { sql, withCommune } from '#tenancy/scope'
import { anOperator, type TestOperator } from '#tests/support/console'
import { asOwner } from '#tests/support/jobs'
import { type Page, Visitor } from '#tests/support/visitor'

const TEXTS = { mailbox: 'mairie@abbeville.test' }

test.group('The wizard that makes a commune', (group) => {
  let operator: TestOperator
  let visitor: Visitor
  group.setup(async () => {
    operator = await anOperator()
    visitor = await operator.signedIn()
  })

  /** The first page, with a commune of France found and chosen. */
  async function begun(name: string, code: string): Promise<Page> {
    const first = await visitor.submit(await visitor.get('/communes/nouvelle'))
    const found = await visitor.submit(first, { q: name }, { which: 'form[role=search]' })
    return visitor.submit(found, {}, { which: `button[value="${code}"]`, button: `code=${code}` })
  }

  test('leads from a name to a site that answers', async ({ assert }) => {
    const address = await begun('abbéville', '80001')
    assert.include(address.path, '/adresse')
    const services = await visitor.submit(address, { own: 'demarches.abbeville.test' })
    const demarches = await visitor.submit(services, {
      ...TEXTS,
      'services[]': ['Voirie', 'État civil', 'Maire'],
      'emails[]': ['etat-civil@abbeville.test', ...Array.from({ length: 13 }, () => '')],
      'own_names[]': ['Crèches', '', ''],
    })
    const usual = demarches.html.querySelectorAll('input[checked]')
    assert.includeMembers(
      usual.map((box) => box.getAttribute('value')),
      ['acte-naissance', 'signalement']
    )
    const admin = await visitor.submit(demarches, {
      'demarches[]': ['signalement', 'acte-naissance', 'debit-boissons'],
    })
    const person = { name: 'Élise Martin', email: 'Elise@Abbeville.test' }
    const review = await visitor.submit(admin, person)
    assert.include(review.path, '/verification')
    for (const said of [
      'Abbeville',
      'abbeville.localhost',
      'demarches.abbeville.test',
      '3 démarches',
      'Élise Martin',
    ]) {
      assert.include(review.text, said)
    }
    assert.isNull(await communeByHost('abbeville.localhost'))

    const done = await visitor.submit(review)
    assert.match(done.path, /\/prete$/)
    assert.include(done.text, 'demarches.abbeville.test attend d’être vérifiée')
    const home = await new Visitor('abbeville.localhost').get('/')
    assert.equal(home.status, 200)
    assert.include(home.text, 'Signaler un dysfonctionnement')
    assert.equal((await new Visitor('demarches.abbeville.test').get('/')).status, 404)

    const { id, code } = (await communeByHost('abbeville.localhost'))!
    assert.equal(code, '80001')
    await withCommune(id, async () => {
      const known = (await Service.inOrder()).map(({ name, email }) => [name, email])
      assert.deepEqual(known, [
        ['État civil', 'etat-civil@abbeville.test'],
        ['Voirie', TEXTS.mailbox],
        ['Maire', TEXTS.mailbox],
        ['Crèches', TEXTS.mailbox],
      ])
      const account = await Account.findByOrFail('email', 'elise@abbeville.test')
      await account.load('memberships')
      assert.deepEqual(account.roles, ['admin'])
      const mail = await Mail.findByOrFail('recipient', 'elise@abbeville.test')
      assert.equal(mail.template, 'agent-invitation')
      const voirie = (await Service.findByOrFail('name', 'Voirie')).id
      const signalement = await Demarche.findByOrFail('slug', 'signalement')
      assert.equal(signalement.serviceId, voirie)
    })
    assert.include((await visitor.get('/journal')).text, 'Commune créée : Abbeville')
    assert.notInclude((await visitor.get('/communes/nouvelle')).text, 'Abbeville (')
  })

  test('for Belgium takes a name and a NIS code, and offers what is of Belgium', async ({
    assert,
  }) => {
    const first = await visitor.submit(await visitor.get('/communes/nouvelle'))
    const which = 'form:has(input[value=BE])'
    const form = 'input[name=belgian_name]'
    const wrong = await visitor.submit(first, { belgian_code: '123' }, { which: form })
    assert.equal(wrong.status, 422, which)
    assert.include(wrong.text, 'Un code INS a cinq chiffres')
    const typed = { belgian_name: 'Rochefort', belgian_code: '91114' }
    const address = await visitor.submit(first, typed, { which: form })
    const services = await visitor.submit(address)
    const next = { ...TEXTS, 'services[]': ['Population', 'Maire'] }
    const demarches = await visitor.submit(services, next)
    assert.include(demarches.text, 'Déclarer un changement de domicile')
    assert.notInclude(demarches.text, 'Conclure un Pacs')
  })

  test('says what is wrong, page by page, and keeps what was typed', async ({ assert }) => {
    const address = await begun('Amiens', '80021')
    const refused = async (page: Page, fields: Record<string, string | string[]>, why: string) => {
      const again = await visitor.submit(page, fields)
      assert.equal(again.status, 422, why)
      assert.include(again.text, why)
      return again
    }
    await refused(address, { slug: 'pas bon' }, 'lettres sans accent')
    await refused(address, { slug: 'www' }, 'réservée à la plateforme')
    await refused(address, { slug: 'console' }, 'réservée à la plateforme')
    await refused(address, { own: 'pas une adresse' }, 'Ce n’est pas une adresse de site')
    await refused(address, { own: '192.168.1.1' }, 'Ce n’est pas une adresse de site')
    await refused(address, { own: 'amiens.localhost' }, 'écrivez son début')
    const services = await visitor.submit(address)

    const empty = await refused(services, { mailbox: '' }, 'Cochez au moins un service')
    assert.include(empty.text, 'Donnez le courriel de la mairie')
    const wrong = { ...TEXTS, 'services[]': ['Voirie'], 'emails[]': ['', 'pas une adresse'] }
    const kept = await refused(services, wrong, 'L’adresse du service « Voirie »')
    assert.equal(kept.html.querySelector('#email-1')!.getAttribute('value'), 'pas une adresse')
    const demarches = await visitor.submit(services, { ...TEXTS, 'services[]': ['Voirie'] })

    const lacking = { 'demarches[]': ['debit-boissons', 'signalement'] }
    await refused(demarches, lacking, 'a besoin du service « Maire »')
    const admin = await visitor.submit(demarches, { 'demarches[]': ['signalement'] })
    await refused(admin, { name: '', email: 'x' }, 'Donnez le nom de l’administrateur')
  })

  test('does not jump ahead, and is the operator’s own', async ({ assert }) => {
    const address = await begun('Doullens', '80253')
    const base = address.path.replace('/adresse', '')
    assert.include((await visitor.get(`${base}/verification`)).path, '/adresse')
    assert.include((await visitor.get(`${base}/administrateur`)).path, '/adresse')
    assert.equal((await visitor.get(`${base}/ailleurs`)).status, 404)
    const other = await (await anOperator()).signedIn()
    assert.equal((await other.get(`${base}/adresse`)).status, 404)
  })

  test('finds communes by words, postcode and INSEE code, the largest first', async ({
    assert,
  }) => {
    const first = await visitor.submit(await visitor.get('/communes/nouvelle'))
    const codes = async (q: string) => {
      const page = await visitor.submit(first, { q }, { which: 'form[role=search]' })
      return page.html.querySelectorAll('button[name=code]').map((one) => one.getAttribute('value'))
    }
    assert.equal((await codes('st etienne'))[0], '42218')
    assert.include(await codes('80100'), '80001')
    assert.deepEqual(await codes('2A004'), ['2A004'])
    assert.deepEqual(await codes('xyzzy'), [])
  })

  test('a hostname that was taken meanwhile leaves nothing behind', async ({ assert }) => {
    const commune = { slug: 'prise', name: 'Prise', hosts: ['prise.localhost'] }
    const by = { id: operator.id, name: operator.name }
    const make = (slug: string) =>
      new FoundCommune().handle(
        {
          commune: { ...commune, slug },
          services: [{ name: 'Voirie', email: 'voirie@prise.test' }],
          demarches: ['signalement'],
          admin: { name: 'Paul', email: 'paul@prise.test' },
        },
        by
      )
    assert.equal((await make('prise')).type, 'founded')
    assert.deepEqual(await make('prise-2'), { type: 'taken', what: 'host' })
    assert.deepEqual(await make('prise'), { type: 'taken', what: 'slug' })
    const left = await asOwner(`select 1 from communes where slug = 'prise-2'`)
    assert.lengthOf(left, 0)
  })

  test('puts every ready démarche of a country online at once', async ({ assert }) => {
    const all = (await readyDemarches()).filter(({ country }) => country !== 'BE')
    assert.isAtLeast(all.length, 15)
    const made = async (slug: string, demarches: string[]) => {
      const outcome = await new FoundCommune().handle(
        {
          commune: { slug, name: slug, hosts: [`${slug}.localhost`] },
          services: ['Voirie', 'Maire'].map((name) => ({ name, email: 'm@m.test' })),
          demarches,
          admin: null,
        },
        { id: null, name: 'Test' }
      )
      if (outcome.type !== 'founded') throw new Error(outcome.type)
      return withCommune(outcome.id, () =>
        sql<{ slug: string; compiled: boolean }>(
          `select d.slug, v.compiled ->> 'hash' = v.hash as compiled from demarches d
           join demarche_versions v on v.commune_id = d.commune_id and v.id = d.version_id`
        )
      )
    }
    const rows = await made(
      'toutes',
      all.map(({ slug }) => slug)
    )
    assert.sameMembers(
      rows.map(({ slug }) => slug),
      all.map(({ slug }) => slug)
    )
    assert.isTrue(rows.every(({ compiled }) => compiled))
  })
})
