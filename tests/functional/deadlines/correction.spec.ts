import { test } from '@japa/runner'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { withCommune } from '#tenancy/scope'
import { dossierOf, journalLines } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'
import { ASKED, at, cameTo, correctionAskedAt, mailsFrom, runAt } from './support.js'

const MONDAY = at('2026-03-02T10:00')
const REMINDER = 'usager-rappel-correction'
const DROPPED = 'usager-sans-suite'

test.group('A correction that does not come', () => {
  test('is asked for again after 7 and 21 days, each time once', async ({ assert }) => {
    const commune = await aCommune()
    const id = await correctionAskedAt(commune, MONDAY)

    assert.equal(await runAt(commune, at('2026-03-09T07:59')), 0, 'nothing comes early')
    assert.equal(await runAt(commune, at('2026-03-09T08:00')), 1)
    assert.equal(await runAt(commune, at('2026-03-09T08:05')), 0)
    assert.deepEqual(await cameTo(commune, id), ['reminder correction@2/1'])

    assert.equal(await runAt(commune, at('2026-03-23T08:00')), 1)
    assert.equal(await runAt(commune, at('2026-03-31T08:00')), 0)
    assert.lengthOf(await mailsFrom(commune, id, REMINDER), 2)
    assert.equal((await dossierOf(commune, id)).state, 'correction')
  })

  test('is asked for in the same words, without what is internal', async ({ assert }) => {
    const commune = await aCommune()
    const id = await correctionAskedAt(commune, MONDAY)
    await runAt(commune, at('2026-03-09T08:00'))

    const [reminder] = await mailsFrom(commune, id, REMINDER)
    assert.equal(reminder!.recipient, 'zoe@exemple.fr')
    assert.deepEqual(reminder!.data, { message: ASKED.message, questions: ['Précisions'] })
    assert.isNotNull(reminder!.secret, 'a link is in it')
  })

  test('closes the dossier when the thirtieth day is over', async ({ assert }) => {
    const commune = await aCommune()
    const id = await correctionAskedAt(commune, MONDAY)
    await runAt(commune, at('2026-03-23T08:00'))

    assert.equal(await runAt(commune, at('2026-04-01T23:59')), 0)
    assert.equal(await runAt(commune, at('2026-04-02T00:00')), 1)
    const dossier = await dossierOf(commune, id)
    assert.deepInclude(dossier.$attributes, { state: 'sans_suite', final: 'dropped', dueAt: null })
    assert.equal(dossier.closedAt?.toMillis(), at('2026-04-02T00:00').toMillis())
    assert.lengthOf(await mailsFrom(commune, id, DROPPED), 1)

    const last = (await journalLines(commune, id)).at(-1)!
    assert.deepInclude(last.$attributes, { type: 'deadline', actorRole: 'system', public: true })
    assert.equal(await runAt(commune, at('2026-12-24T00:00')), 0)
  })

  test('is not asked for again once it has come', async ({ assert }) => {
    const commune = await aCommune()
    const id = await correctionAskedAt(commune, MONDAY)
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(
        id,
        { demande: { precision: 'Au numéro 12' } },
        { role: 'usager', label: 'Zoé Martin' },
        at('2026-03-04T10:00')
      )
    )
    assert.equal(await runAt(commune, at('2026-03-18T10:00')), 0)
    assert.equal(
      (await dossierOf(commune, id)).dueAt?.toMillis(),
      at('2026-03-20T00:00').toMillis()
    )
  })

  test('after 40 days of outage only closes the dossier', async ({ assert }) => {
    const commune = await aCommune()
    const id = await correctionAskedAt(commune, MONDAY)
    await runAt(commune, MONDAY.plus({ days: 40 }))

    assert.deepEqual(await cameTo(commune, id), ['deadline correction@2/end'])
    assert.isEmpty(await mailsFrom(commune, id, REMINDER))
    assert.lengthOf(await mailsFrom(commune, id, DROPPED), 1)
  })

  test('after 25 days of outage is asked for again once', async ({ assert }) => {
    const commune = await aCommune()
    const id = await correctionAskedAt(commune, MONDAY)
    await runAt(commune, MONDAY.plus({ days: 25 }))

    assert.deepEqual(await cameTo(commune, id), ['reminder correction@2/2'])
    assert.lengthOf(await mailsFrom(commune, id, REMINDER), 1)
  })
})
