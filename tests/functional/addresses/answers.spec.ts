import { test } from '@japa/runner'
import type { Document } from '#forms/main'
import { banLine, importLines } from '#tests/support/addresses'
import { dossierOf } from '#tests/support/dossiers'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'

const FORM = {
  ...SMALL_FORM,
  'x-order': ['lieu', 'contact'],
  'properties': {
    lieu: {
      'type': 'object',
      'title': 'Le lieu',
      'x-order': ['point', 'adresse'],
      'required': ['point'],
      'properties': {
        point: { 'x-question': 'map-point', 'title': 'Où ?' },
        adresse: { 'x-question': 'address', 'title': 'Votre adresse' },
      },
    },
    contact: SMALL_FORM.properties.contact,
  },
} as unknown as Document

test.group('Places and addresses in answers', (group) => {
  let commune: TestCommune
  let official: string
  group.setup(async () => {
    commune = await aCommune({ form: FORM })
    const lines = [
      banLine({ numero: 12, nom_voie: 'Rue de Rome', lat: '43.5301', lon: '5.4402' }),
      banLine({ numero: 14, nom_voie: 'Rue de Rome' }),
    ]
    await importLines(commune.id, lines)
    const page = await commune.visitor().get('/adresses?q=12+rue+de+rome')
    official = JSON.parse(page.body).addresses[0].id
  })

  /** What is kept of a page that is posted with these fields. */
  async function kept(fields: Record<string, string>) {
    const visitor = commune.visitor()
    const page = await visitor.get('/demarches/demande/remplir')
    const next = await visitor.submit(page, fields)
    const id = next.path.split('/')[2]!
    return { answers: (await dossierOf(commune, id)).answers.lieu as any, visitor, next }
  }
  const picked = (more: object) => JSON.stringify({ label: '12 Rue de Rome', official, ...more })

  test('an id that was picked is kept with its point', async ({ assert }) => {
    const { answers } = await kept({
      'f[lieu][point][label]': '12 Rue de Rome',
      'f[lieu][point][picked]': picked({ lat: 43.6, lon: 5.5 }),
      'f[lieu][adresse][street]': '12 Rue de Rome',
      'f[lieu][adresse][postcode]': '13100',
      'f[lieu][adresse][city]': 'Plassans',
      'f[lieu][adresse][official]': official,
    })
    // The marker that was moved by hand is where it was put.
    assert.deepEqual(answers.point, { label: '12 Rue de Rome', official, lat: 43.6, lon: 5.5 })
    assert.equal(answers.adresse.official, official)
  })

  test('an id that the base does not bear out is dropped', async ({ assert }) => {
    const { answers } = await kept({
      'f[lieu][point][label]': '12 Rue de Rome',
      'f[lieu][point][picked]': JSON.stringify({ label: '12 Rue de Rome', official: 'forged' }),
      'f[lieu][adresse][street]': '99 rue de Naples',
      'f[lieu][adresse][postcode]': '13100',
      'f[lieu][adresse][city]': 'Plassans',
      'f[lieu][adresse][official]': official,
    })
    assert.deepEqual(answers.point, { label: '12 Rue de Rome' })
    assert.notProperty(answers.adresse, 'official')
  })

  test('an address of another town is another one', async ({ assert }) => {
    const { answers } = await kept({
      'f[lieu][point][label]': 'Devant la mairie',
      'f[lieu][adresse][street]': '12 Rue de Rome',
      'f[lieu][adresse][postcode]': '75008',
      'f[lieu][adresse][city]': 'Paris',
      'f[lieu][adresse][official]': official,
    })
    assert.deepEqual(answers.point, { label: 'Devant la mairie' })
    assert.notProperty(answers.adresse, 'official')
  })

  test('without a script, what was typed in full gets its id and point', async ({ assert }) => {
    const { answers, visitor, next } = await kept({
      'f[lieu][point][label]': '12 rue de rome, 13100 Plassans',
    })
    const point = { label: '12 rue de rome, 13100 Plassans', official, lat: 43.5301, lon: 5.4402 }
    assert.deepEqual(answers.point, point)

    const id = next.path.split('/')[2]!
    const again = await visitor.get(`/brouillons/${id}/lieu`)
    const moved = await visitor.submit(again, { 'f[lieu][point][label]': 'Au parc' })
    assert.equal(moved.status, 200)
    const { answers: after } = await dossierOf(commune, id)
    assert.deepEqual(after.lieu!.point, { label: 'Au parc' })
  })

  test('the point can be looked at where the answers are shown', async ({ assert }) => {
    const { visitor, next } = await kept({ 'f[lieu][point][label]': '12 rue de rome' })
    const check = await visitor.submit(next, {
      'f[contact][nom]': 'Zoé Martin',
      'f[contact][courriel]': 'zoe@exemple.fr',
    })
    const link = check.html.querySelector('a[href*="43.530100"]')
    assert.equal(link?.text, 'Voir sur la carte')
  })

  test('hostile fields are answers like others, or none', async ({ assert }) => {
    const hostile = [
      '{',
      '[]',
      'null',
      '{"label":{}}',
      '{"__proto__":{"label":"x"}}',
      'x'.repeat(5000),
    ]
    for (const text of hostile) {
      const { answers } = await kept({
        'f[lieu][point][label]': 'Au parc',
        'f[lieu][point][picked]': text,
      })
      assert.deepEqual(answers.point, { label: 'Au parc' }, text.slice(0, 30))
    }
  })
})
