import { test } from '@japa/runner'
import { fillCommune } from '#database/generate/fill'
import { column, ids, references, submitted, walk } from '#tests/support/lists'
import { aCommune } from '#tests/support/world'
import { withCommune, sql } from '#tenancy/scope'

const SORTS = [
  'reference',
  'depot',
  'demarche',
  'demandeur',
  'etat',
  'limite',
  'service',
  'activite',
]

test.group('The order of the inbox', () => {
  test('begins with the oldest, and a column sorts both ways', async ({ assert }) => {
    const commune = await aCommune()
    const second = await submitted(commune, { nom: 'Émile', at: '2026-02-02T10:00:00Z' })
    const first = await submitted(commune, { nom: 'zoé', at: '2026-01-01T10:00:00Z' })
    const third = await submitted(commune, { nom: 'Abel', at: '2026-03-03T10:00:00Z' })
    const agent = await commune.signedIn('accueil')

    const inbox = await agent.get('/accueil')
    assert.deepEqual(
      references(inbox),
      [first, second, third].map(({ reference }) => reference)
    )
    assert.equal(inbox.html.querySelector('[aria-sort="ascending"]')?.text.trim(), 'Déposée le')

    const byName = inbox.html
      .querySelectorAll('thead a')
      .find((a) => a.text.trim() === 'Demandeur')!
    const ascending = await agent.get(byName.getAttribute('href')!)
    assert.deepEqual(column(ascending, 'Demandeur'), ['Abel', 'Émile', 'zoé'])
    const again = ascending.html.querySelector('[aria-sort="ascending"] a')!
    const descending = await agent.get(again.getAttribute('href')!)
    assert.deepEqual(column(descending, 'Demandeur'), ['zoé', 'Émile', 'Abel'])
  })

  test('walks each dossier exactly once, forward and back, by every column', async ({ assert }) => {
    const commune = await aCommune()
    await fillCommune(commune.id, 130)
    const all = await withCommune(commune.id, () =>
      sql<{ id: string }>('select id from dossiers where submitted_at is not null order by id')
    )
    const agent = await commune.signedIn('accueil')

    for (const sort of SORTS.flatMap((name) => [name, `-${name}`])) {
      const forward = await walk(agent, await agent.get(`/accueil?vue=tous&tri=${sort}`), 'next')
      const seen = forward.flatMap(ids)
      assert.deepEqual(
        [...seen].sort(),
        all.map(({ id }) => id),
        sort
      )
      const back = await walk(agent, forward.at(-1)!, 'prev')
      assert.deepEqual(back.toReversed().flatMap(ids).slice(-seen.length), seen, `${sort}, back`)
    }
  }).timeout(120_000)

  test('is not disturbed by what arrives meanwhile', async ({ assert }) => {
    const commune = await aCommune()
    await fillCommune(commune.id, 90)
    const agent = await commune.signedIn('accueil')
    const before = await agent.get('/accueil?vue=tous&tri=demandeur')
    const names = ['Aaron', 'Zzz']

    const pages = await walk(agent, before, 'next', async () => {
      await submitted(commune, { nom: names[0] })
    })

    const seen = pages.flatMap(ids)
    assert.equal(new Set(seen).size, seen.length, 'one is shown twice')
    const former = await withCommune(commune.id, () =>
      sql<{ id: string }>(
        `select id from dossiers where submitted_at is not null and contact_name <> 'Aaron'`
      )
    )
    assert.includeMembers(
      seen,
      former.map(({ id }) => id)
    )
  })

  test('opens at its beginning with a cursor that is none', async ({ assert }) => {
    const commune = await aCommune()
    const { reference } = await submitted(commune)
    const agent = await commune.signedIn('accueil')
    const strange = Buffer.from('[1,"2026-99-99","x"]').toString('base64url')

    for (const query of [
      `page=${strange}`,
      'page=%00',
      'tri=constructor',
      'vue=toString',
      'q[]=a',
      'du=2026-02-31',
      'demarche=1',
      'etat=%00',
    ]) {
      const page = await agent.get(`/accueil?${query}`)
      assert.equal(page.status, 200, query)
      assert.deepEqual(references(page), [reference], query)
    }
  })
})
