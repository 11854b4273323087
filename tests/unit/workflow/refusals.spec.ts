import { test } from '@japa/runner'
import { type Actor, apply, guichetUnique } from '#workflow/main'
import { Dossier, accueil, context, superviseur, usager, voirie } from './support/dossier.js'

function refused(actor: Actor, action: string, input: unknown = {}, dossier = received()) {
  const before = structuredClone(dossier.standing)
  const result = dossier.try(actor, action, input)
  if (result.ok) throw new Error(`${action} was accepted`)
  return { ...result, untouched: JSON.stringify(before) === JSON.stringify(dossier.standing) }
}

const received = () => new Dossier(guichetUnique)

test.group('Refusals', () => {
  test('an action that the workflow does not know, by whatever name')
    .with(['archiver', '', '__proto__', 'constructor', 'toString'])
    .run(({ assert }, action) => {
      assert.include(refused(accueil, action), { reason: 'unknown-action', untouched: true })
    })

  test('an action of another state', ({ assert }) => {
    assert.include(refused(usager, 'corriger'), { reason: 'not-here', untouched: true })
    assert.include(refused(voirie, 'renvoyer', { raison: 'x' }), { reason: 'not-here' })
  })

  test('an action of somebody else')
    .with([usager, superviseur, voirie])
    .run(({ assert }, actor) => {
      assert.include(refused(actor, 'accepter'), { reason: 'not-by-you', untouched: true })
    })

  test('what only the system does', ({ assert }) => {
    const waiting = received().act(accueil, 'demander_correction', { message: 'Précisez.' })

    assert.include(refused(accueil, 'classer', {}, waiting), { reason: 'not-by-you' })
  })

  test('a service that is not in charge', ({ assert }) => {
    const elsewhere = received().act(accueil, 'transmettre', { service: 'proprete' })

    assert.include(refused(voirie, 'accepter', {}, elsewhere), { reason: 'not-by-you' })
  })

  test('the second of two who act on the same dossier', ({ assert }) => {
    const dossier = received()
    const { revision } = dossier.standing
    dossier.act(accueil, 'transmettre', { service: 'voirie' })

    const args = [accueil, dossier.now, revision, context] as const
    const late = apply(guichetUnique, dossier.standing, 'accepter', {}, ...args)

    assert.deepEqual(late, { ok: false, reason: 'acted-before-you' })
  })

  test('an input that lacks what is required names the field', ({ assert }) => {
    const { reason, errors } = refused(accueil, 'refuser', { motif: '  \r\n ' })

    assert.equal(reason, 'input-invalid')
    assert.deepEqual(errors, [
      { field: 'motif', message: 'Le champ «\u00a0Motif du refus\u00a0» est obligatoire.' },
    ])
  })

  test('an input that is not an object')
    .with([null, undefined, 'x', 3, []])
    .run(({ assert }, input) => {
      assert.include(refused(accueil, 'refuser', input), { reason: 'input-invalid' })
    })

  test('a service or a question that is not in the list', ({ assert }) => {
    const service = refused(accueil, 'transmettre', { service: 'inconnu' })
    assert.equal(service.errors?.[0]?.field, 'service')

    const input = { message: 'x', questions: ['lieu.adresse', 'secret.champ'] }
    const question = refused(accueil, 'demander_correction', input)
    assert.equal(question.errors?.[0]?.field, 'questions')
  })

  test('without a list of services, none can be chosen', ({ assert }) => {
    const { standing, now } = received()
    const input = { service: 'voirie' }
    const result = apply(guichetUnique, standing, 'transmettre', input, accueil, now, 1)

    assert.include(result, { ok: false, reason: 'input-invalid' })
  })
})
