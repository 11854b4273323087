import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { PurgeDossiers } from '#archive/actions/purge_dossiers'
import { giveFeedback } from '#dossiers/feedback'
import { limitTo } from '#identity/limits'
import { countCommune } from '#notifications/figures'
import { addUp, freshen, toAdd } from '#reporting/actions/keep_figures'
import { CLOSED, countOf, quantileOf } from '#reporting/figures/tallies'
import { overview } from '#reporting/queries/overview'
import { countTallies, tallies } from '#reporting/queries/tallies'
import { sql, withCommune } from '#tenancy/scope'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aLife, type Move, naive } from './support.js'

const move = fc.record<Move>({
  what: fc.constantFrom(
    'accepter',
    'refuser',
    'transmettre',
    'renvoyer',
    'demander_correction',
    'corriger'
  ),
  hours: fc.integer({ min: 1, max: 200 }),
  by: fc.constantFrom('accueil', 'superviseur'),
})
const life = fc.record({
  hoursAgo: fc.integer({ min: 24, max: 24 * 120 }),
  moves: fc.array(move, { maxLength: 5 }),
})
const now = DateTime.now().setZone('Europe/Paris')
const ago = (days: number) => now.minus({ days }).toISODate()!
const WHOLE = { from: ago(400), until: ago(-60) }

test.group('Figures', (group) => {
  let commune: TestCommune
  let lived: string[]

  group.setup(async () => {
    commune = await aCommune()
    lived = []
    for (const { hoursAgo, moves } of fc.sample(life, { numRuns: 24, seed: 42 })) {
      lived.push(await aLife(commune, now.minus({ hours: hoursAgo }), moves))
    }
    await withCommune(commune.id, () => giveFeedback(lived[0]!, 4, 'Merci !'))
    await countCommune(commune.id)
  })

  const read = (span: { from: string; until: string }) =>
    withCommune(commune.id, () => tallies(span, null))

  test('are those that one finds by reading each journal', async ({ assert }) => {
    const all = await read(WHOLE)
    assert.deepEqual(all, await naive(commune, WHOLE))
    for (const kind of ['received', 'first', 'correction', 'transferred', 'feedback'] as const) {
      assert.isAbove(countOf(all.all!['']!, [kind]), 0, kind)
    }
    assert.isNotEmpty(Object.keys(all.reason!))
    const span = fc.record({
      days: fc.integer({ min: 0, max: 130 }),
      length: fc.integer({ min: 0, max: 60 }),
    })
    await fc.assert(
      fc.asyncProperty(span, async ({ days, length }) => {
        const asked = { from: ago(days), until: ago(days - length) }
        assert.deepEqual(await read(asked), await naive(commune, asked))
      }),
      { numRuns: 8 }
    )
  })

  test('are counted as often as one likes, and follow what is undone', async ({ assert }) => {
    const facts = () =>
      withCommune(commune.id, () => sql('select id, kind, number, day from facts order by id'))
    const before = await facts()
    await withCommune(commune.id, () => sql('delete from figure_marks'))
    await countCommune(commune.id)
    assert.deepEqual(await facts(), before)

    const [closed] = await withCommune(commune.id, () =>
      sql(`select id, closed_at::text as at from dossiers where closed_at is not null limit 1`)
    )
    const set = (at: string | null) =>
      withCommune(commune.id, async () => {
        await sql('update dossiers set closed_at = ?, updated_at = now() where id = ?', [
          at,
          closed!.id,
        ])
        await freshen()
      })
    await set(null)
    assert.deepEqual(await read(WHOLE), await naive(commune, WHOLE))
    await set(closed!.at)
    assert.deepEqual(await read(WHOLE), await naive(commune, WHOLE))
  })

  test('of months and days that were added up are the same, until something in them changes', async ({
    assert,
  }) => {
    for (const unit of ['month', 'day'] as const) {
      const starts = await withCommune(commune.id, () => toAdd(unit, 1))
      assert.isAbove(starts.length, 1)
      for (const start of starts) await withCommune(commune.id, () => addUp(unit, start))
      assert.isEmpty(await withCommune(commune.id, () => toAdd(unit, 1)))
    }
    for (const span of [WHOLE, { from: ago(100), until: ago(10) }]) {
      assert.deepEqual(await read(span), await naive(commune, span))
    }

    const [closed] = await withCommune(commune.id, () =>
      sql(`select id from dossiers where closed_at < (?::date)::timestamp limit 1`, [
        now.startOf('month').toISODate(),
      ])
    )
    await withCommune(commune.id, async () => {
      await sql(
        `update dossiers set closed_at = closed_at - interval '1 minute' - interval '1 day', updated_at = now() where id = ?`,
        [closed!.id]
      )
      await freshen()
    })
    assert.isNotEmpty(await withCommune(commune.id, () => toAdd('month', 1)))
    assert.isNotEmpty(await withCommune(commune.id, () => toAdd('day', 1)))
    assert.deepEqual(
      await read({ from: ago(100), until: ago(1) }),
      await naive(commune, { from: ago(100), until: ago(1) })
    )
    assert.deepEqual(await read(WHOLE), await naive(commune, WHOLE))
  })

  test('give the median and the ninth decile that sorting gives', ({ assert }) => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1 }),
        fc.constantFrom(0.5, 0.9),
        (days, share) => {
          const sorted = [...days].sort((one, other) => one - other)
          const spread: Record<string, number> = {}
          for (const day of days) spread[day] = (spread[day] ?? 0) + 1
          const exact = sorted[Math.ceil(share * sorted.length) - 1]
          assert.equal(quantileOf({ accepted: spread }, CLOSED, share), exact)
        }
      )
    )
    assert.isNull(quantileOf({}, CLOSED, 0.5))
  })

  test('of some démarches are all that somebody limited to them reads', async ({ assert }) => {
    await withCommune(commune.id, async () => {
      await limitTo(['00000000-0000-4000-8000-000000000000'])
      assert.isEmpty(await sql('select 1 from facts'))
      assert.isEmpty(await sql('select 1 from figure_months union all select 1 from figure_days'))
    })
    await withCommune(commune.id, async () => {
      const whole = await countTallies(WHOLE, null)
      await limitTo([commune.demarche.id])
      assert.deepEqual(await tallies(WHOLE, [commune.demarche.id]), whole)
    })
  })

  test('are the same before and after a purge, and so is the overview', async ({ assert }) => {
    const before = await read(WHOLE)
    const counted = await withCommune(commune.id, () => overview())
    await withCommune(commune.id, () =>
      sql(
        `update demarches set retention_months = 1;
         update dossiers set held_until = null`
      )
    )
    // What is purged before the worker has counted it is counted then.
    await withCommune(commune.id, () =>
      sql(
        `delete from facts where dossier_id = (select id from dossiers where closed_at is not null limit 1)`
      )
    )
    const purge = new PurgeDossiers('closed')
    let gone = 0
    for (let n = 1; n > 0; gone += n) n = await withCommune(commune.id, () => purge.handle())
    assert.isAbove(gone, 3)
    assert.isEmpty([...purge.failed])

    assert.deepEqual(await read(WHOLE), before)
    assert.deepEqual(await withCommune(commune.id, () => overview()), counted)
    const register = await withCommune(commune.id, () => sql('select * from purges'))
    assert.isTrue(register.every((one) => one.closed_days !== null && one.corrections !== null))
    assert.isTrue(register.some((one) => one.refusal === 'Conditions non remplies'))
  })
})
