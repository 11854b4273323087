import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { v7 } from 'uuid'
import { dataRoot } from '#database/server'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import { AttachFiles } from '#dossiers/actions/attach_files'
import { withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, dossierOf, journalLines, piecesOf } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'

test.group('Two agents on the same dossier', () => {
  test('the second is told who acted first and keeps what they typed', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}/actions/refuser`)

    await act(commune, id, 'accepter')
    const late = await agent.submit(
      page,
      { 'f[motif]': 'Un long motif.' },
      { which: '#action form' }
    )

    assert.equal(late.status, 409)
    assert.include(late.text, 'Quelqu’un a agi avant vous')
    assert.match(late.text, /Bruno Collègue, le .* : « Demande acceptée »/)
    assert.include(late.html.querySelector('.error-summary')!.text, 'Un long motif.')
    assert.include(late.html.querySelector('.error-summary')!.text, 'Motif du refus')
    assert.equal((await dossierOf(commune, id)).final, 'accepted')
  })

  test('what was typed is in the form again where it is still possible', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}/actions/demander_correction`)
    const typed = { 'f[questions][]': ['demande.objet', 'contact.nom'], 'f[message]': 'Précisez.' }

    await act(commune, id, 'transmettre', { service: commune.services.voirie })
    const late = await agent.submit(page, typed, { which: '#action form' })

    assert.equal(late.status, 409)
    assert.include(late.text, 'Transmis au service')
    assert.equal(late.html.querySelector('#action-message')!.text.trim(), 'Précisez.')
    const ticked = late.html.querySelectorAll('#action input[checked]')
    assert.deepEqual(
      ticked.map((box) => box.getAttribute('value')),
      ['demande.objet', 'contact.nom']
    )

    const again = await agent.submit(late, {}, { which: '#action form' })
    assert.include(again.text, 'Correction ou complément demandé')
    assert.deepEqual((await dossierOf(commune, id)).standing!.reopened, [
      'demande.objet',
      'contact.nom',
    ])
  })

  test('of two who press at the same moment, one decides', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const [one, other] = [await commune.signedIn('accueil'), await commune.signedIn('accueil')]
    const [first, second] = [
      await one.get(`/accueil/dossiers/${id}/actions/accepter`),
      await other.get(`/accueil/dossiers/${id}/actions/refuser`),
    ]

    const answers = await Promise.all([
      one.submit(first, {}, { which: '#action form' }),
      other.submit(second, { 'f[motif]': 'Non.' }, { which: '#action form' }),
    ])

    assert.sameMembers(
      answers.map(({ status }) => status),
      [200, 409]
    )
    const steps = (await journalLines(commune, id)).filter(({ type }) => type === 'action')
    assert.lengthOf(steps, 1)
  })

  test('of two who attach a file and act at the same moment, neither is thrown out', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const { revision } = await dossierOf(commune, id)
    const attached = { one: Promise.withResolvers<void>(), other: Promise.withResolvers<void>() }
    const both = Promise.all([attached.one.promise, attached.other.promise])

    /** Whoever has attached waits for the other to have, if the other can: half a second. */
    const take = (who: 'one' | 'other', action: string, input: object) =>
      withCommune(commune.id, async () => {
        const actor = { role: 'accueil' as const, label: who }
        const tmpPath = join(dataRoot(app), `${v7()}.txt`)
        await writeFile(tmpPath, `De ${who}`)
        const files = [{ tmpPath, clientName: `${who}.txt` }]
        await new AttachFiles().handle({ dossierId: id, files, actor, public: false })
        attached[who].resolve()
        await Promise.race([both, setTimeout(500)])
        const { type } = await new ActOnDossier().handle({
          dossierId: id,
          action,
          input: input as Record<string, unknown>,
          actor,
          revision,
        })
        return type
      })
    const outcomes = await Promise.all([
      take('one', 'accepter', {}),
      take('other', 'refuser', { motif: 'Non.' }),
    ])

    assert.sameMembers(outcomes, ['done', 'overtaken'])
    assert.lengthOf(await piecesOf(commune, id), 2)
  })
})
