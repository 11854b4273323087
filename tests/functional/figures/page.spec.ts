import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import Demarche from '#catalogue/demarche'
import { giveFeedback } from '#dossiers/feedback'
import { countCommune } from '#notifications/figures'
import { sql, withCommune } from '#tenancy/scope'
import type { Page } from '#tests/support/visitor'
import { aDraft } from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aLife } from './support.js'

/** Of each figure of the page its number and what it says of the period before. */
function stats(page: Page): Record<string, string[]> {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()
  return Object.fromEntries(
    page.html.querySelectorAll('.stats--wide .stat').map((stat) => {
      const told = words(stat.querySelector('.stat__note')?.text ?? '')
      const label = words(stat.querySelector('.stat__label')!.text).replace(told, '').trim()
      return [label, [words(stat.querySelector('.stat__figure')!.text), told]]
    })
  )
}

const rowsOf = (page: Page, subject: string) =>
  page.html
    .querySelectorAll(`#${subject} tbody tr`)
    .map((row) =>
      row.querySelectorAll('th, td').map((cell) => cell.text.replace(/\s+/g, ' ').trim())
    )

test.group('The superviseur’s first page', (group) => {
  let commune: TestCommune
  // Two days of the past, in one month, away from its ends.
  const month = DateTime.now().setZone('Europe/Paris').minus({ months: 2 }).startOf('month')
  const day = month.plus({ days: 10, hours: 10 })
  const asked = `du=${month.toISODate()}&au=${month.endOf('month').toISODate()}`

  group.setup(async () => {
    commune = await aCommune()
    await withCommune(commune.id, () => sql(`update demarches set title = '=Demande d’essai'`))
    const by = 'accueil' as const
    const refused = await aLife(commune, day, [{ what: 'refuser', hours: 48, by }])
    await aLife(commune, day, [
      { what: 'demander_correction', hours: 1, by },
      { what: 'corriger', hours: 1, by },
      { what: 'accepter', hours: 24 * 10, by },
    ])
    await aLife(commune, day, [{ what: 'transmettre', hours: 2, by }])
    await aLife(commune, day.minus({ months: 1 }), [{ what: 'accepter', hours: 24, by }])
    await withCommune(commune.id, () => giveFeedback(refused, 2, 'Long.'))
    await aDraft(commune)
  })

  test('answers in one minute: how many, how fast, compared with the month before', async ({
    assert,
  }) => {
    const chief = await commune.signedIn('superviseur')
    const page = await chief.get(`/superviseur?${asked}`)
    const former = month.minus({ months: 1 }).setLocale('fr').toFormat('MMMM')
    const year = month.minus({ months: 1 }).year === month.year ? '' : ` ${month.year - 1}`
    const than = `qu’en ${former}${year}`
    assert.deepInclude(stats(page), {
      'Demandes reçues': ['3', `2 de plus ${than}`],
      'Dossiers clos': ['2', `1 de plus ${than}`],
      'En cours à la fin de la période': ['1', '1 de plus qu’au début de la période'],
      'Refus': ['1', `1 de plus ${than}`],
      'Corrections demandées': ['1', `1 de plus ${than}`],
      'Première action, délai médian': [
        'le jour même',
        `9 sur 10 : 2 jours · 1 jour de moins ${than}`,
      ],
      'Clôture, délai médian': ['2 jours', `9 sur 10 : 10 jours · 1 jour de plus ${than}`],
    })
    assert.deepEqual(rowsOf(page, 'motifs'), [['Conditions non remplies', '1']])
    assert.deepEqual(rowsOf(page, 'services'), [['Voirie', '1', '0', '0', '—', '—']])
    assert.deepEqual(rowsOf(page, 'canaux'), [['En ligne', '3', '2', '2 jours']])
    const weekday = rowsOf(page, 'jours').find(([, received]) => received === '3')
    assert.equal(weekday![0], day.setLocale('fr').toFormat('cccc'))

    const drawing = page.html.querySelector('#evolution svg[role=img]')!
    const [title, desc] = drawing.getAttribute('aria-labelledby')!.split(' ')
    assert.equal(page.html.querySelector(`#${title}`)!.text, 'Reçues et closes')
    assert.include(page.html.querySelector(`#${desc}`)!.text, '3 en tout, 3 au plus')
    assert.lengthOf(
      drawing.querySelectorAll('rect[height]').filter((one) => one.getAttribute('x')),
      3
    )
    assert.include(page.text, 'Brouillons non soumis')
    const now = await chief.get('/superviseur?periode=annee')
    assert.equal(stats(now)['Facilité, selon les usagers']![0], '2,0 / 5')
  })

  test('gives each table away as a file, in which nothing is a formula', async ({ assert }) => {
    const chief = await commune.signedIn('superviseur')
    const page = await chief.get(`/superviseur?${asked}`)
    const link = page.html.querySelector('#demarches .sheet__file a')!
    const file = await chief.get(link.getAttribute('href')!.replaceAll('&amp;', '&'))
    assert.equal(file.headers['content-type'], 'text/csv; charset=utf-8')
    const lines = file.body.trim().split('\r\n')
    assert.equal(lines.at(-1), `'=Demande d’essai;3;2;1;1;2;10`)
    assert.include(lines[1]!, month.toISODate()!)
    assert.equal((await chief.get('/superviseur/chiffres.csv?tableau=secrets')).status, 404)
  })

  test('is of the démarches that somebody is limited to', async ({ assert }) => {
    const other = await withCommune(commune.id, () =>
      Demarche.create({ slug: 'autre', title: 'Autre', description: '', category: 'Essais' })
    )
    await countCommune(commune.id)
    const limited = (demarcheId: string) =>
      withCommune(commune.id, async () => {
        const { id } = commune.accounts.superviseur
        await sql(`update accounts set limited = true where id = ?`, [id])
        await sql(`delete from account_demarches`)
        await sql(
          `insert into account_demarches (commune_id, id, account_id, demarche_id)
           values (current_setting('app.commune_id')::uuid, gen_random_uuid(), ?, ?)`,
          [id, demarcheId]
        )
      })
    const chief = await commune.signedIn('superviseur')
    await limited(other.id)
    const none = await chief.get(`/superviseur?${asked}`)
    assert.deepEqual(stats(none)['Demandes reçues']![0], '0')
    assert.include(none.text, 'Rien à compter')
    assert.notInclude(none.body, 'Demande d’essai')
    const file = await chief.get(`/superviseur/chiffres.csv?tableau=demarches&${asked}`)
    assert.notInclude(file.body, 'Demande d’essai')

    await limited(commune.demarche.id)
    const own = await chief.get(`/superviseur?${asked}`)
    assert.deepEqual(stats(own)['Demandes reçues']![0], '3')
    assert.deepEqual(stats(own)['Dossiers clos']![0], '2')
    const one = await chief.get(`/superviseur?${asked}&demarche=${commune.demarche.id}`)
    assert.deepEqual(stats(one), stats(own))
    await withCommune(commune.id, () => sql(`update accounts set limited = false`))
  })
})
