import { test } from '@japa/runner'
import { addWorkingDays, dayOf, instantOf, workingDaysBetween } from '#workflow/calendar'
import { addSpan, parseDuration } from '#workflow/duration'
import { calendarOf, weekdays } from '#workflow/main'

test.group('Durations', () => {
  test('are read in days and more, or in hours', ({ assert }) => {
    assert.deepEqual(parseDuration('P2M'), { years: 0, months: 2, days: 0, hours: 0 })
    assert.deepEqual(parseDuration('P1W3D'), { years: 0, months: 0, days: 10, hours: 0 })
    assert.deepEqual(parseDuration('PT48H'), { years: 0, months: 0, days: 0, hours: 48 })
    for (const text of ['', 'P', 'P0D', '30', 'P30', 'P1DT2H', 'PT5M', 'p1d', 'P-1D']) {
      assert.isNull(parseDuration(text), text)
    }
  })

  test('count months on the civil calendar, to the last day of a short one', ({ assert }) => {
    assert.equal(addSpan('2026-01-31', parseDuration('P1M')!), '2026-02-28')
    assert.equal(addSpan('2028-01-31', parseDuration('P1M')!), '2028-02-29')
    assert.equal(addSpan('2026-12-15', parseDuration('P2M')!), '2027-02-15')
    assert.equal(addSpan('2026-03-02', parseDuration('P30D')!), '2026-04-01')
  })
})

test.group('Calendars', () => {
  test('know the civil day and the hour across a change of time', ({ assert }) => {
    assert.equal(dayOf('2026-03-28T23:30:00Z', weekdays), '2026-03-29')
    const iso = (day: string) => new Date(instantOf(day, 8, weekdays)).toISOString()
    assert.equal(iso('2026-03-28'), '2026-03-28T07:00:00.000Z')
    assert.equal(iso('2026-03-30'), '2026-03-30T06:00:00.000Z')
  })

  test('of France and Belgium have their own holidays', async ({ assert }) => {
    const [france, belgium] = await Promise.all([calendarOf('FR'), calendarOf('BE')])

    assert.isFalse(france.isWorkingDay('2026-07-14'))
    assert.isTrue(belgium.isWorkingDay('2026-07-14'))
    assert.isFalse(belgium.isWorkingDay('2026-07-21'))
    assert.isTrue(france.isWorkingDay('2026-07-21'))
    for (const { isWorkingDay } of [france, belgium]) {
      assert.isFalse(isWorkingDay('2026-05-14'), 'Ascension')
      assert.isFalse(isWorkingDay('2026-05-16'), 'samedi')
      assert.isTrue(isWorkingDay('2026-05-18'))
    }
  })

  test('of Moselle keep Good Friday', async ({ assert }) => {
    const [france, moselle] = await Promise.all([calendarOf('FR'), calendarOf('FR', '57')])

    assert.isTrue(france.isWorkingDay('2026-04-03'))
    assert.isFalse(moselle.isWorkingDay('2026-04-03'))
  })

  test('pass over weekends and holidays', async ({ assert }) => {
    const france = await calendarOf('FR')

    assert.equal(addWorkingDays('2026-05-07', 1, france), '2026-05-11')
    assert.equal(addWorkingDays('2026-05-09', 0, france), '2026-05-09')
    assert.equal(workingDaysBetween('2026-05-07', '2026-05-11', france), 1)
  })
})
