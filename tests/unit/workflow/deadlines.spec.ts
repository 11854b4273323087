import { test } from '@japa/runner'
import {
  type Deadline,
  type Definition,
  calendarOf,
  due,
  fire,
  guichetUnique,
  isClosed,
  nextDue,
  timeLeft,
  weekdays,
} from '#workflow/main'
import { Dossier, accueil, usager } from './support/dossier.js'

const inCorrection = () =>
  new Dossier(guichetUnique).act(accueil, 'demander_correction', { message: 'Où ?' })

const left = ({ definition, standing, now }: Dossier) =>
  timeLeft(definition, standing, weekdays, now)[0]!

/** The guichet unique with one more deadline: silence accepts. */
function silence(deadline: Partial<Deadline>): Definition {
  const definition = structuredClone(guichetUnique)
  definition.actions.accepter!.by.push('system')
  definition.deadlines = [
    {
      key: 'silence',
      label: 'Silence',
      past: 'Silence vaut accord',
      since: 'submission',
      suspendedIn: ['correction'],
      after: 'P2M',
      do: 'accepter',
      ...deadline,
    },
  ]
  return definition
}

test.group('Deadlines | correction', () => {
  test('reminds at 7 and 21 days, and drops when the 30th is over', ({ assert }) => {
    const dossier = inCorrection()

    assert.equal(nextDue(guichetUnique, dossier.standing, weekdays), '2026-03-09T07:00:00.000Z')
    assert.isEmpty(dossier.wait('2026-03-09T06:59:59Z'))
    assert.deepEqual(dossier.wait('2026-03-09T07:00:00Z'), ['correction@2/1'])
    assert.deepEqual(dossier.effects, [
      { type: 'notify', to: 'usager', template: 'usager-rappel-correction' },
    ])
    assert.isEmpty(dossier.wait('2026-03-10T07:00:00Z'), 'each happens once')
    assert.deepEqual(dossier.wait('2026-03-23T07:00:00Z'), ['correction@2/2'])

    assert.equal(left(dossier).lastDay, '2026-04-01')
    assert.isEmpty(dossier.wait('2026-04-01T21:59:59Z'), 'the last day is still time')
    assert.deepEqual(dossier.wait('2026-04-01T22:00:00Z'), ['correction@2/end'])

    assert.equal(dossier.standing.state, 'sans_suite')
    assert.deepEqual(dossier.effects, [
      { type: 'notify', to: 'usager', template: 'usager-sans-suite' },
      { type: 'close', final: 'dropped' },
    ])
    assert.include(dossier.entries.at(-1), { type: 'deadline', due: 'correction@2/end' })
  })

  test('after an outage, one reminder stands for those that were missed', ({ assert }) => {
    assert.deepEqual(inCorrection().wait('2026-03-25T12:00:00Z'), ['correction@2/2'])
    assert.deepEqual(inCorrection().wait('2026-05-25T12:00:00Z'), ['correction@2/end'])
  })

  test('a second correction has its own delay', ({ assert }) => {
    const dossier = inCorrection()
    dossier.wait('2026-03-24T12:00:00Z')
    dossier.act(usager, 'corriger').act(accueil, 'demander_correction', { message: 'Encore' })

    assert.isEmpty(dossier.wait('2026-03-31T05:59:59Z'))
    assert.deepEqual(dossier.wait('2026-03-31T06:00:00Z'), ['correction@5/1'])
  })

  test('two workers on one deadline: one carries it out', ({ assert }) => {
    const { standing } = inCorrection()
    const now = '2026-04-02T08:00:00Z'
    const key = due(guichetUnique, standing, weekdays, now)[0]!.key
    const run = (current = standing, revision = standing.revision) =>
      fire(guichetUnique, current, key, weekdays, now, revision)

    const first = run()
    if (!first.ok) throw new Error(first.reason)

    assert.deepEqual(run(first.standing), { ok: false, reason: 'acted-before-you' })
    const again = run(first.standing, first.standing.revision)
    assert.deepEqual(again, { ok: false, reason: 'not-here' })
  })
})

test.group('Deadlines | traitement', () => {
  test('alerts the superviseur after 15 days, decides nothing', ({ assert }) => {
    const dossier = new Dossier(guichetUnique)

    assert.deepEqual(dossier.wait('2026-03-17T23:00:00Z'), ['traitement@1/end'])
    assert.deepEqual(dossier.effects, [
      { type: 'notify', to: 'superviseur', template: 'superviseur-alerte' },
    ])
    assert.include(dossier.entries.at(-1), { type: 'alert', public: false })
    assert.equal(dossier.standing.state, 'recu')
    assert.isEmpty(dossier.wait('2027-03-17T23:00:00Z'))
    assert.isNull(nextDue(guichetUnique, dossier.standing, weekdays))
  })

  test('shows what is left, late included', ({ assert }) => {
    const dossier = new Dossier(guichetUnique)
    assert.include(left(dossier), { days: 15, lastDay: '2026-03-17', suspended: false })

    dossier.now = '2026-03-20T10:00:00Z'
    assert.include(left(dossier), { days: -3, decides: false })
  })
})

test.group('Deadlines | silence', () => {
  test('accepts after two months, in the words of the deadline', ({ assert }) => {
    const dossier = new Dossier(silence({}))

    assert.isEmpty(dossier.wait('2026-05-02T21:59:00Z'))
    assert.deepEqual(dossier.wait('2026-05-02T22:00:00Z'), ['silence/end'])
    assert.isTrue(isClosed(dossier.standing, dossier.definition))
    assert.equal(dossier.entries.at(-1)!.label, 'Silence vaut accord')
  })

  test('stands still while the usager corrects, day for day', ({ assert }) => {
    const dossier = new Dossier(silence({}))
    dossier.now = '2026-03-12T10:00:00Z'
    dossier.act(accueil, 'demander_correction', { message: 'Où ?' })

    dossier.now = '2026-03-15T10:00:00Z'
    assert.include(left(dossier), { suspended: true, lastDay: '2026-05-05' })
    assert.isEmpty(dossier.wait('2026-09-01T10:00:00Z'))
    assert.isNull(nextDue(dossier.definition, dossier.standing, weekdays))

    dossier.now = '2026-03-22T10:00:00Z'
    dossier.act(usager, 'corriger')

    assert.equal(left(dossier).lastDay, '2026-05-12')
    assert.isEmpty(dossier.wait('2026-05-12T12:00:00Z'))
    assert.deepEqual(dossier.wait('2026-05-13T12:00:00Z'), ['silence/end'])
  })

  test('counts working days of the country, less those of a correction', async ({ assert }) => {
    const france = await calendarOf('FR')
    const dossier = new Dossier(silence({ after: 'P5D', working: true }), '2026-05-06T10:00:00Z')

    // 7, 11, 12, 13 and 15 May: not the 8th, not the weekend, not Ascension Day.
    assert.equal(nextDue(dossier.definition, dossier.standing, france), '2026-05-15T22:00:00.000Z')

    dossier.now = '2026-05-07T10:00:00Z'
    dossier.act(accueil, 'demander_correction', { message: 'Où ?' })
    dossier.now = '2026-05-12T10:00:00Z'
    dossier.act(usager, 'corriger')

    assert.equal(nextDue(dossier.definition, dossier.standing, france), '2026-05-19T22:00:00.000Z')
  })

  test('counts hours exactly, less those of a correction', ({ assert }) => {
    const dossier = new Dossier(silence({ after: 'PT48H' }))
    dossier.act(accueil, 'demander_correction', { message: 'Où ?' })
    dossier.now = '2026-03-02T12:30:00Z'
    dossier.act(usager, 'corriger')

    const next = nextDue(dossier.definition, dossier.standing, weekdays)
    assert.equal(next, '2026-03-04T12:30:00.000Z')
  })
})
