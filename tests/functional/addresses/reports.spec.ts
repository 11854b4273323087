import { test } from '@japa/runner'
import type { Document } from '#forms/main'
import { banLine, importLines } from '#tests/support/addresses'
import { act, dossierOf, mailsOf } from '#tests/support/dossiers'
import { nearQuery, reportsNear } from '#dossiers/report'
import { planOf } from '#tests/support/plans'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'
import type { Page } from '#tests/support/visitor'
import { sql, withCommune } from '#tenancy/scope'

const FORM = {
  ...SMALL_FORM,
  'x-report': { where: 'lieu.point', what: 'lieu.quoi' },
  'x-order': ['lieu', 'contact'],
  'properties': {
    lieu: {
      'type': 'object',
      'title': 'Le problème',
      'x-order': ['quoi', 'point', 'texte'],
      'required': ['quoi', 'point'],
      'properties': {
        quoi: {
          'x-question': 'choice',
          'title': 'Quoi ?',
          'oneOf': [
            { const: 'trou', title: 'Un trou dans la chaussée' },
            { const: 'lampe', title: 'Un lampadaire éteint' },
          ],
        },
        point: { 'x-question': 'map-point', 'title': 'Où ?' },
        texte: { 'x-question': 'long-text', 'title': 'Précisez' },
      },
    },
    contact: SMALL_FORM.properties.contact,
  },
} as unknown as Document

const SERVICE = ({ services: { voirie: id } }: TestCommune) =>
  ({ role: 'service', id, serviceId: id, label: 'Voirie' }) as const

test.group('Reports that are near', (group) => {
  let commune: TestCommune
  group.each.setup(async () => {
    commune = await aCommune({ form: FORM })
    await importLines(commune.id, [
      banLine({ numero: 12, nom_voie: 'Rue de Rome', lat: '43.5300', lon: '5.4400' }),
      banLine({ numero: 30, nom_voie: 'Rue de Rome', lat: '43.5310', lon: '5.4405' }),
      banLine({ numero: 1, nom_voie: 'Rue Neuve', lat: '43.5400', lon: '5.4400' }),
    ])
  })

  const begins = async (where: string, what = 'trou') => {
    const visitor = commune.visitor()
    const page = await visitor.get('/demarches/demande/remplir')
    const next = await visitor.submit(page, {
      'f[lieu][quoi]': what,
      'f[lieu][point][label]': where,
      'f[lieu][texte]': 'Devant chez Monsieur Secret',
    })
    return { visitor, next, id: next.path.split('/')[2]! }
  }

  async function reports(where: string, what = 'trou'): Promise<string> {
    const { visitor, next, id } = await begins(where, what)
    let page = next
    if (page.path.endsWith('/proches')) page = await visitor.get(linkTo(page, 'continuer'))
    page = await visitor.submit(page, {
      'f[contact][nom]': 'Nora Secret',
      'f[contact][courriel]': 'nora@exemple.fr',
    })
    await visitor.submit(page, {}, { which: 'form[action$="/envoi"]' })
    return id
  }

  const linkTo = (page: Page, text: string) =>
    page.html
      .querySelectorAll('main a')
      .find((link) => link.text.includes(text))!
      .getAttribute('href')!

  test('are shown once, without anyone’s name or words', async ({ assert }) => {
    await reports('12, rue de Rome, Plassans')
    const { visitor, next, id } = await begins('30 rue de Rome', 'lampe')
    assert.match(next.path, /\/proches$/)
    assert.include(next.text, 'Un trou dans la chaussée')
    assert.include(next.text.toLowerCase(), 'rue de rome')
    for (const hidden of ['Secret', 'Nora', 'nora@', '12 rue', '12, rue'])
      assert.notInclude(next.text, hidden)

    const contact = await visitor.get(linkTo(next, 'continuer'))
    assert.match(contact.path, /\/contact$/)
    const back = await visitor.get(`/brouillons/${id}/lieu`)
    const again = await visitor.submit(back, { 'f[lieu][texte]': 'Autre chose' })
    assert.match(again.path, /\/contact$/)
  })

  test('are those that are open and within 250 metres', async ({ assert }) => {
    const id = await reports('12 rue de Rome')
    assert.match((await begins('1 rue Neuve')).next.path, /\/contact$/)
    assert.match((await begins('devant la mairie')).next.path, /\/contact$/)
    await act(commune, id, 'accepter', {})
    assert.isNotNull((await dossierOf(commune, id)).closedAt)
    assert.match((await begins('30 rue de Rome')).next.path, /\/contact$/)
  })

  test('can be followed, once the address is confirmed', async ({ assert }) => {
    const id = await reports('12 rue de Rome')
    const { visitor, next } = await begins('30 rue de Rome')
    const wrong = await visitor.submit(next, { email: 'zoe' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'adresse électronique complète')

    const asked = await visitor.submit(wrong, { email: 'zoe@exemple.fr' })
    assert.include(asked.text, 'zoe@exemple.fr')
    await act(commune, id, 'transmettre', { service: commune.services.voirie })
    const told = async () =>
      (await mailsOf(commune, id)).filter((mail) => mail.recipientRole === 'watcher')
    assert.deepEqual(
      (await told()).map((mail) => mail.template),
      ['suivi-a-confirmer']
    )

    const link = async () => `/signalements/suivre/${await tokenOf((await told()).at(-1)!)}`
    const opened = await visitor.get(await link())
    assert.include(opened.text, 'Un trou dans la chaussée')
    for (const hidden of ['Secret', 'nora@']) assert.notInclude(opened.text, hidden)
    // Opened by a mail scanner, it has changed nothing.
    assert.isNull((await rows())[0]!.confirmed_at)
    const confirmed = await visitor.submit(opened, {}, { button: 'Confirmer' })
    assert.include(confirmed.text, 'C’est noté')

    await act(commune, id, 'accepter', { message: 'Secret bien gardé' }, SERVICE(commune))
    const last = (await told()).at(-1)!
    assert.equal(last.template, 'suivi-etape')
    assert.notInclude(JSON.stringify(last.data), 'Secret')
    assert.deepEqual((last.data as any).report.street, 'rue de Rome')

    const stop = await visitor.get(await link())
    await visitor.submit(stop, {}, { button: 'Ne plus suivre' })
    assert.lengthOf(await rows(), 0)
    assert.equal((await visitor.get(await link())).status, 404)
  })

  test('cannot be followed from elsewhere', async ({ assert }) => {
    const far = await reports('1 rue Neuve')
    await reports('12 rue de Rome')
    const { visitor, next } = await begins('30 rue de Rome')
    await visitor.submit(next, { report: far, email: 'zoe@exemple.fr' })
    await visitor.submit(next, { report: "'; --", email: 'zoe@exemple.fr' })
    assert.lengthOf(await rows(), 0)
  })

  test('are found by their place, however many there are', async ({ assert }) => {
    const id = await reports('12 rue de Rome')
    const { demarcheId } = await dossierOf(commune, id)
    await withCommune(commune.id, () =>
      sql(
        `with copies as (
           insert into dossiers (commune_id, id, demarche_id, version_id, demarche_title, state, state_label,
             standing, reference, submitted_at)
           select d.commune_id, gen_random_uuid(), d.demarche_id, d.version_id, d.demarche_title, d.state,
             d.state_label, d.standing, 'X' || n, now() from dossiers d, generate_series(1, 3000) n
           where d.id = ? returning commune_id, id, demarche_id)
         insert into reports select commune_id, id, demarche_id, 40 + random() * 8, random() * 8, 'x', '', true, now()
         from copies`,
        [id]
      )
    )
    const point = { lat: 43.53, lon: 5.44 }
    assert.isString(nearQuery(demarcheId, point).query)
    const nodes = await planOf(commune.id, async () => {
      const near = await reportsNear(demarcheId, point)
      assert.deepEqual(
        near.map((one) => one.id),
        [id]
      )
    })
    assert.include(
      nodes.map((node) => node['Index Name']),
      'reports_near'
    )
    for (const node of nodes) {
      assert.notMatch(node['Node Type'], /Seq Scan/)
      assert.isAtMost(node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0), 100)
    }
  })

  const rows = () => withCommune(commune.id, () => sql(`select * from watchers`))
})

async function tokenOf(mail: { secret: string | null }): Promise<string> {
  const { default: encryption } = await import('@adonisjs/core/services/encryption')
  return encryption.decrypt<string>(mail.secret!, 'mail')!
}
