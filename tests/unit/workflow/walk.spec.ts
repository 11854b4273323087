import { test } from '@japa/runner'
import {
  choices,
  findWorkflow,
  follow,
  type Ground,
  library,
  replay,
  type Walk,
  weekdays,
} from '#workflow/main'
import { context } from './support/dossier.js'

const guichet = findWorkflow('guichet-unique')!
const ground: Ground = {
  services: context.services!,
  questions: context.questions!,
  calendar: weekdays,
  names: { usager: 'Camille', accueil: 'Accueil', service: 'Service', superviseur: 'Chef' },
}
const begun = '2026-03-02T09:00:00.000Z'
const walk = (...moves: Walk['moves']): Walk => ({ begun, facts: {}, moves })
const act = (action: string, input = {}, serviceId?: string): Walk['moves'][number] => ({
  type: 'act',
  by: serviceId ? { role: 'service', serviceId } : { role: 'accueil' },
  action,
  input,
})
const ask = act('demander_correction', { message: 'Il manque la photo' })

test.group('A walk', () => {
  test('begins where a dossier does, and says who may do what', ({ assert }) => {
    for (const definition of library) {
      const walked = follow(definition, walk(), ground)
      const entries = walked.steps.flatMap((step) => step.entries)
      assert.deepEqual(replay(definition, entries), walked.standing)
    }
    const begins = follow(guichet, walk(), ground)
    assert.deepEqual(
      choices(guichet, begins, ground).map(({ label, actions }) => [
        label,
        actions.map(({ key }) => key),
      ]),
      [['Accueil', ['accepter', 'refuser', 'demander_correction', 'transmettre']]]
    )
    const handed = follow(guichet, walk(act('transmettre', { service: 'voirie' })), ground)
    assert.deepEqual(
      choices(guichet, handed, ground).map(({ label }) => label),
      ['Accueil', 'Voirie', 'Chef']
    )
  })

  test('lets time pass: what comes does so at its hour, and no sooner', ({ assert }) => {
    const until = (day: string) => ({ type: 'wait' as const, until: `${day}T09:30:00.000Z` })
    const told = (...moves: Walk['moves']) => {
      const { steps, now, standing } = follow(guichet, walk(ask, ...moves), ground)
      const kinds = steps.flatMap(({ entries }) => entries.map(({ type }) => type)).slice(2)
      return { kinds, now, state: standing.state }
    }
    assert.deepEqual(told(until('2026-03-09')), {
      kinds: ['reminder'],
      now: '2026-03-09T09:30:00.000Z',
      state: 'correction',
    })
    assert.deepEqual(told(until('2026-03-08')).kinds, [])
    const whole = told(until('2026-04-30'))
    assert.deepEqual(whole.kinds, ['reminder', 'reminder', 'deadline'])
    assert.equal(whole.state, 'sans_suite')
    assert.deepEqual(told(until('2026-03-20'), until('2026-04-30')), whole)
  })

  test('a reminder repeats what was asked, not itself', ({ assert }) => {
    const wait = { type: 'wait' as const, until: '2026-03-10T09:00:00.000Z' }
    const { steps } = follow(guichet, walk(ask, wait), ground)
    assert.equal(steps.at(-1)!.entries[0]!.type, 'reminder')
    assert.equal(steps.at(-1)!.told.data.message, 'Il manque la photo')
    assert.equal(steps.at(-1)!.told.action, 'demander_correction')
  })

  test('stops before a move that is not possible, and says why', ({ assert }) => {
    const typed = follow(guichet, walk(act('refuser')), ground)
    assert.deepEqual(
      typed.refused?.errors.map(({ field }) => field),
      ['motif']
    )
    const late = follow(guichet, walk(act('accepter'), act('refuser', { motif: 'x' })), ground)
    assert.equal(late.made, 1)
    assert.deepEqual(late.refused, { errors: [] })
    assert.equal(late.standing.state, 'accepte')
    const back = { type: 'wait' as const, until: '2026-01-01T00:00:00.000Z' }
    assert.equal(follow(guichet, walk(back), ground).made, 0)
  })
})
