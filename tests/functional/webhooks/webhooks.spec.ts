import { createHmac } from 'node:crypto'
import { test } from '@japa/runner'
import { Webhook } from '#dossiers/webhook'
import { callWebhook } from '#notifications/webhooks/call'
import { post } from '#notifications/webhooks/post'
import { sql, withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, dossierOf } from '#tests/support/dossiers'
import { forgetJobs, makeJobsDue, runJobs } from '#tests/support/jobs'
import { Program } from '#tests/support/program'
import { aCommune, type TestCommune } from '#tests/support/world'
import { type Definition, guichetUnique } from '#workflow/main'

/** The guichet unique, whose decisions another program is told of. */
const TELLING: Definition = {
  ...guichetUnique,
  actions: {
    ...guichetUnique.actions,
    accepter: {
      ...guichetUnique.actions.accepter!,
      effects: [{ type: 'webhook', name: 'etat-civil' }],
    },
  },
}

const callsOf = (commune: TestCommune) =>
  withCommune(commune.id, () =>
    sql('select id, status, attempts, last_error from webhook_calls order by id')
  )

test.group('Another program', (group) => {
  const program = new Program()
  let commune: TestCommune
  group.setup(async () => {
    await program.start()
    await forgetJobs()
    commune = await aCommune({ workflow: TELLING })
    return () => program.stop()
  })
  group.each.setup(() => {
    program.received.length = 0
    program.answers.length = 0
  })

  async function link(answers: boolean) {
    const admin = await commune.signedIn('admin')
    const known = await withCommune(commune.id, () => Webhook.first())
    const path = known ? `/admin/liaisons/${known.id}` : '/admin/liaisons/nouvelle'
    return admin.submit(await admin.get(path), {
      ...(known ? {} : { name: 'etat-civil' }),
      'url': program.url,
      'with_answers[]': answers ? ['1'] : [],
    })
  }

  async function accepted() {
    const id = await aSubmittedDossier(commune)
    await act(commune, id, 'accepter', { message: 'Venez lundi', note: 'Vu avec le maire' })
    return id
  }

  test('is linked by an administrator, and told of a step with a signature', async ({ assert }) => {
    const page = await link(false)
    assert.include(page.text, 'C’est enregistré')
    const id = await accepted()
    assert.lengthOf(program.received, 0)
    await runJobs()

    const [{ headers, body }] = program.received as [(typeof program.received)[0]]
    const secret = page.html.querySelector('input[name="secret"]')!.getAttribute('value')!
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const digest = createHmac('sha256', key).update(text).digest('base64')
    assert.equal(headers['webhook-signature'], `v1,${digest}`)

    const { type, data } = JSON.parse(body)
    const { reference } = await dossierOf(commune, id)
    assert.equal(type, 'dossier.step')
    assert.deepInclude(data.dossier, { id, reference, state: 'accepte', final: 'accepted' })
    assert.deepInclude(data.step, { action: 'accepter', from: 'recu', to: 'accepte' })
    for (const kept of ['Venez lundi', 'Vu avec le maire', 'Zoé Martin']) {
      assert.notInclude(body, kept)
    }
    const accueil = await commune.signedIn('accueil')
    const history = (await accueil.get(`/accueil/dossiers/${id}`)).text
    assert.match(history, /Envoyé Appel du logiciel « etat-civil »/)
  })

  test('gets the answers where the commune chose so', async ({ assert }) => {
    await link(true)
    await accepted()
    await runJobs()
    const { data } = JSON.parse(program.received.at(-1)!.body)
    assert.equal(data.dossier.answers.contact.nom, 'Zoé Martin')
    await link(false)
  })

  test('that fails is called again under the same id, until it answers', async ({ assert }) => {
    program.answers.push({ status: 503 }, { status: 302, location: program.url })
    const id = await accepted()
    await runJobs()
    const accueil = await commune.signedIn('accueil')
    const waiting = (await accueil.get(`/accueil/dossiers/${id}`)).text
    assert.include(waiting, '1 essai. Le logiciel a répondu 503.')
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await makeJobsDue()
      await runJobs()
    }
    assert.lengthOf(program.received, 3, 'a redirection is not followed, a success is the end')
    const ids = program.received.map(({ headers }) => headers['webhook-id'])
    assert.lengthOf(new Set(ids), 1)
    const last = (await callsOf(commune)).at(-1)!
    assert.deepInclude(last, { status: 'sent', attempts: 3, last_error: null })
    await callWebhook({ callId: last.id, communeId: commune.id })
    assert.lengthOf(program.received, 3, 'a job that comes twice calls once')
  })

  test('is given up after three days, or where it says that it is gone', async ({ assert }) => {
    program.answers.push({ status: 410 })
    await accepted()
    await runJobs()
    assert.deepInclude((await callsOf(commune)).at(-1), { status: 'refused', attempts: 1 })

    program.answers.push({ status: 500 })
    await accepted()
    await withCommune(commune.id, () =>
      sql(
        `update webhook_calls set queued_at = now() - interval '73 hours' where status = 'queued'`
      )
    )
    await runJobs()
    const last = (await callsOf(commune)).at(-1)!
    assert.deepInclude(last, { status: 'refused', last_error: 'Le logiciel a répondu 500.' })
    await makeJobsDue()
    await runJobs()
    assert.lengthOf(program.received, 2)
  })

  test('that nobody linked, or that was stopped, is not called: the history says so', async ({
    assert,
  }) => {
    await withCommune(commune.id, () => sql('update webhooks set active = false'))
    const id = await accepted()
    await runJobs()
    const accueil = await commune.signedIn('accueil')
    assert.match(
      (await accueil.get(`/accueil/dossiers/${id}`)).text,
      /Abandonné Appel du logiciel « etat-civil »/
    )
    assert.lengthOf(program.received, 0)
  })

  test('is never on our own network, whatever its name says', async ({ assert }) => {
    const admin = await commune.signedIn('admin')
    const page = await admin.get('/admin/liaisons/nouvelle')
    const refused = async (url: string) =>
      (await admin.submit(page, { name: 'autre', url })).html.querySelector('.error-summary')?.text
    for (const url of [
      'https://10.1.2.3/',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://169.254.169.254/latest/meta-data',
      'https://0xa.1/',
      'https://localhost/',
      'https://db.internal/',
      'https://intranet/',
    ]) {
      assert.include(await refused(url), 'réseau privé', url)
    }
    assert.include(await refused('http://exemple.fr/'), 'commencer par https')
    assert.include(await refused('https://moi:secret@exemple.fr/'), 'mot de passe')
    assert.include(await refused('ftp://exemple.fr/'), 'adresse complète')
    const named = await admin.submit(page, { name: 'É t', url: 'https://exemple.fr/' })
    assert.equal(named.status, 422)
    assert.include(named.text, 'Donnez un nom fait de minuscules')
  })

  test('that does not answer is left in time', async ({ assert }) => {
    program.silent = true
    assert.deepEqual(await post(program.url, '{}', {}, 200), { failure: 'timeout' })
    program.silent = false
    assert.deepEqual(await post('https://10.0.0.1/', '{}', {}, 200), { failure: 'inside' })
  })
})
