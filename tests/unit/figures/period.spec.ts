import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { draw, roundUp } from '#desks/superviseur/dashboard/chart'
import { stepsOf } from '#desks/superviseur/dashboard/series'
import { periodQuery, PERIODS, readPeriod } from '#reporting/figures/period'
import { without } from '#reporting/queries/tallies'

const on = (day: string) => DateTime.fromISO(day, { zone: 'Europe/Paris' })
const read = (query: Record<string, string | undefined>, today = '2026-11-24') =>
  readPeriod(query, on(today))
const NBSP = '\u00a0'

test.group('A period', () => {
  test('under way ends today, and is compared with the same part of the one before', ({
    assert,
  }) => {
    const month = read({})
    assert.deepEqual([month.from, month.until], ['2026-11-01', '2026-11-24'])
    assert.deepEqual(month.before, { from: '2026-10-01', until: '2026-10-24' })
    assert.equal(month.label, `Du 1er au 24${NBSP}novembre 2026`)
    assert.equal(month.than, 'qu’en octobre à la même date')

    const year = read({ periode: 'annee' }, '2028-02-29')
    assert.deepEqual(year.before, { from: '2027-01-01', until: '2027-02-28' })
    // A month of 31 days against one of 28.
    const march = read({}, '2026-03-30')
    assert.deepEqual(march.before, { from: '2026-02-01', until: '2026-02-28' })
    const quarter = read({ periode: 'trimestre' })
    assert.deepEqual(quarter.before, { from: '2026-07-01', until: '2026-08-24' })
  })

  test('that is over is compared with the whole one before', ({ assert }) => {
    const month = read({ periode: 'mois-dernier' })
    assert.deepEqual([month.from, month.until], ['2026-10-01', '2026-10-31'])
    assert.deepEqual(month.before, { from: '2026-09-01', until: '2026-09-30' })
    assert.deepEqual([month.label, month.than], ['Octobre 2026', 'qu’en septembre'])
    assert.equal(read({ periode: 'annee-derniere' }).than, 'qu’en 2024')
    assert.equal(read({ periode: 'mois-dernier' }, '2027-02-10').than, 'qu’en décembre 2026')
    assert.equal(read({}, '2026-11-30').than, 'qu’en octobre')
  })

  test('of any days is compared with as many before; whole months by their names', ({ assert }) => {
    const days = read({ du: '2026-03-10', au: '2026-03-12' })
    assert.deepEqual(days.before, { from: '2026-03-07', until: '2026-03-09' })
    assert.equal(days.than, `que du 7 au 9${NBSP}mars 2026`)
    assert.equal(read({ du: '2026-03-01', au: '2026-03-31' }).than, 'qu’en février')
    assert.equal(read({ du: '2026-01-01', au: '2026-03-31' }).than, `qu’au 4e${NBSP}trimestre 2025`)
  })

  test('that cannot be understood is the present month', ({ assert }) => {
    for (const query of [
      { periode: 'siècle' },
      { du: '2026-03-12', au: '2026-03-10' },
      { du: '2026-02-30', au: '2026-03-10' },
      { du: '1000-01-01', au: '2026-03-10' },
      { du: '2026-03-10' },
    ]) {
      assert.equal(read(query).name, 'mois', JSON.stringify(query))
    }
  })

  test('reads back from its own address, ends after it begins, and follows what it is compared with', ({
    assert,
  }) => {
    const today = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2032-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(today, fc.constantFrom(...PERIODS), (date, periode) => {
        const now = DateTime.fromJSDate(date, { zone: 'Europe/Paris' })
        const period = readPeriod({ periode }, now)
        assert.isTrue(period.from <= period.until)
        assert.isTrue(period.before.from <= period.before.until)
        assert.isTrue(period.before.until < period.from)
        assert.deepEqual(readPeriod(periodQuery(period), now), period)
      })
    )
  })
})

test.group('Days', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((n) => on('2025-01-01').plus({ days: n }))

  test('of a period are each in one step, in their order', ({ assert }) => {
    fc.assert(
      fc.property(day, fc.nat(500), (from, length) => {
        const until = from.plus({ days: length })
        const steps = stepsOf({ from: from.toISODate()!, until: until.toISODate()! })
        const days = steps.flatMap((step) => step.days)
        assert.lengthOf(days, length + 1)
        assert.deepEqual(days, [...new Set(days)].sort())
        assert.isAtMost(steps.length, 32)
      })
    )
  })

  test('are either in a month that was added up or in what is left', ({ assert }) => {
    const months = fc.subarray(['2025-02-01', '2025-03-01', '2025-06-01', '2025-12-01'])
    fc.assert(
      fc.property(months, (added) => {
        const span = { from: '2025-01-15', until: '2026-01-10' }
        const daysIn = ({ from, until }: { from: string; until: string }) => {
          const days = []
          for (let one = on(from); one <= on(until); one = one.plus({ days: 1 }))
            days.push(one.toISODate()!)
          return days
        }
        const parts = added.map((from) => ({ from, until: on(from).endOf('month').toISODate()! }))
        const left = without(span, parts).flatMap(daysIn)
        const taken = added.flatMap((from) =>
          daysIn({ from, until: on(from).endOf('month').toISODate()! })
        )
        assert.deepEqual([...left, ...taken].sort(), daysIn(span))
      })
    )
  })
})

test.group('A drawing', () => {
  test('has the height of its figures, and a scale that is round', ({ assert }) => {
    const { columns, top, ticks } = draw({
      id: 'x',
      title: 'X',
      description: '',
      series: [{ label: 'A', look: 'full', values: [0, 30, 60] }],
      ticks: ['a', 'b', 'c'],
    })
    assert.equal(top, 60)
    assert.deepEqual(
      columns.map(({ height, y }) => [y, height]),
      [
        [100, 100],
        [0, 200],
      ]
    )
    assert.deepEqual(ticks, ['a', 'b', 'c'])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (value) => {
        assert.isTrue(roundUp(value) >= value && roundUp(value) <= 2 * value)
        assert.isTrue(Number.isInteger(roundUp(value)))
      })
    )
  })
})
