import { test } from '@japa/runner'
import env from '#start/env'
import { replay } from '#workflow/main'
import { stepOf } from '#dossiers/journal'
import { aSubmittedDossier, dossierOf, journalLines, mailsOf } from '#tests/support/dossiers'
import { makeJobsDue, runJobs } from '#tests/support/jobs'
import { aCommune, type TestCommune } from '#tests/support/world'
import { sql, withCommune } from '#tenancy/scope'

const undo = { which: '#annulation' }

async function decided(commune: TestCommune) {
  const id = await aSubmittedDossier(commune)
  await runJobs()
  const agent = await commune.signedIn('accueil')
  const form = await agent.get(`/accueil/dossiers/${id}/actions/refuser`)
  const page = await agent.submit(form, { 'f[motif]': 'Une erreur.' }, { which: '#action form' })
  return { id, agent, page }
}

test.group('A decision that is taken back', (group) => {
  group.setup(() => {
    env.set('UNDO_SECONDS', 10)
    return () => env.set('UNDO_SECONDS', 0)
  })

  test('within its seconds leaves nothing but two lines, and nobody is told', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { id, agent, page } = await decided(commune)
    const before = (await mailsOf(commune, id)).length
    assert.include(page.text, 'Annuler la décision')
    await runJobs()
    assert.equal((await mailsOf(commune, id)).at(-1)!.status, 'queued', 'the mail waits')

    const back = await agent.submit(page, {}, undo)
    assert.include(back.text, 'La décision est annulée.')
    const dossier = await dossierOf(commune, id)
    assert.deepInclude(dossier.$attributes, { state: 'recu', final: null, closedAt: null })
    const steps = (await journalLines(commune, id)).filter(({ toState }) => toState)
    assert.deepEqual(
      steps.map(({ type }) => type),
      ['submitted', 'action', 'undone']
    )
    const { workflow } = await withCommune(commune.id, () => dossier.version())
    assert.deepEqual(replay(workflow, steps.map(stepOf)), dossier.standing)

    await makeJobsDue()
    await runJobs()
    const mails = await mailsOf(commune, id)
    assert.lengthOf(mails, before)
    assert.deepInclude(mails.at(-1)!.$attributes, { status: 'cancelled', secret: null })
    assert.include((await agent.get(`/accueil/dossiers/${id}`)).text, 'Annulé avant l’envoi')
  })

  test('comes too late once the mail may have left, or somebody else asks', async ({ assert }) => {
    const commune = await aCommune()
    const { id, agent, page } = await decided(commune)
    const other = await commune.signedIn('superviseur')
    const csrf = (await other.get('/superviseur')).html.querySelector('input[name=_csrf]')!
    const asked = await other.post(`/accueil/dossiers/${id}/annulation`, {
      _csrf: csrf.getAttribute('value')!,
    })
    assert.equal(asked.status, 404)

    await withCommune(commune.id, async () => {
      await sql(`update dossiers set held_until = now() - interval '1 second'`)
      await sql(`update mails set held_until = now() - interval '1 second'`)
    })
    const late = await agent.submit(page, {}, undo)
    assert.include(late.text, 'Il est trop tard pour annuler')
    assert.equal((await dossierOf(commune, id)).final, 'refused')
    await makeJobsDue()
    await runJobs()
    assert.equal((await mailsOf(commune, id)).at(-1)!.status, 'sent')
  })
})
