import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import Account from '#identity/account'
import Dossier from '#dossiers/dossier'
import { mentionables } from '#dossiers/mentions'
import { Mail } from '#dossiers/promised_mails'
import { sql, withCommune } from '#tenancy/scope'
import Demarche from '#catalogue/demarche'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import { guichetUnique } from '#workflow/main'
import { withMailServer } from '#tests/functional/notifications/support'
import { aSubmittedDossier } from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { references } from '#tests/support/lists'
import { aCommune, PASSWORD, SMALL_FORM, type TestCommune } from '#tests/support/world'

const SENTENCE = 'une phrase à moi seule'

/** The path of the last invitation that was mailed. */
function lastInvitation(commune: TestCommune): Promise<string> {
  return withCommune(commune.id, async () => {
    const mail = await Mail.query()
      .where('template', 'agent-invitation')
      .orderBy('id', 'desc')
      .firstOrFail()
    return `/invitation/${encryption.decrypt<string>(mail.secret!, 'mail')}`
  })
}

async function signIn(commune: TestCommune, email: string, password: string) {
  const visitor = commune.visitor()
  const page = await visitor.submit(await visitor.get('/connexion'), { email, password })
  return { visitor, page }
}

/** Two démarches, a dossier of each; the accueil is limited to the first. */
async function withLimits(commune: TestCommune) {
  const other = await withCommune(commune.id, async () => {
    const demarche = await Demarche.create({ slug: 'secrete', title: 'Démarche réservée' })
    const document = SMALL_FORM
    await new PublishDemarche().handle({ demarche, document, workflow: guichetUnique })
    return { id: demarche.id, slug: demarche.slug, versionId: demarche.versionId! }
  })
  const seen = await aSubmittedDossier(commune)
  const unseen = await aSubmittedDossier({ ...commune, demarche: other })
  const admin = await commune.signedIn('admin')
  const page = await admin.get(`/admin/agents/${commune.accounts.accueil.id}`)
  const fields = { 'scope': 'some', 'demarches[]': [commune.demarche.id] }
  await admin.submit(page, fields)
  return { admin, other, seen, unseen }
}

test.group('An agent', (group) => {
  const server = withMailServer(group)

  test('is invited by mail, chooses a password once, and signs in', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const list = await admin.submit(await admin.get('/admin/agents/inviter'), {
      'name': 'Léon Nouveau',
      'email': 'leon@exemple.test',
      'roles[]': ['superviseur'],
    })
    assert.include(list.text, 'Invitation envoyée')
    assert.include((await signIn(commune, 'leon@exemple.test', 'x')).page.text, 'incorrect')

    const path = await lastInvitation(commune)
    await runJobs()
    const received = server.received.at(-1)!
    assert.include(received.text!, 'Bonjour Léon Nouveau,')
    assert.include(received.text!, `http://${commune.host}`)
    assert.include(received.text!, path)
    const [kept] = await withCommune(commune.id, () =>
      sql('select token_hash from invitations where used_at is null')
    )
    assert.notInclude(kept!.token_hash.toString('latin1'), path.split('/').at(-1)!)

    const person = commune.visitor()
    const form = await person.get(path)
    const short = await person.submit(form, { password: 'court' })
    assert.equal(short.status, 422)
    const done = await person.submit(short, { password: SENTENCE })
    assert.include(done.text, 'Votre mot de passe est enregistré')
    assert.equal((await person.get(path)).status, 410)
    assert.equal((await signIn(commune, 'leon@exemple.test', SENTENCE)).page.path, '/superviseur')
  })

  test('finds an invitation that is too old, replaced or unknown closed', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const { id } = commune.accounts.accueil
    const again = async () =>
      admin.submit(
        await admin.get(`/admin/agents/${id}`),
        {},
        { which: 'form[action$=invitation]' }
      )
    await again()
    const first = await lastInvitation(commune)
    await again()
    const second = await lastInvitation(commune)

    assert.equal((await commune.visitor().get(first)).status, 404)
    assert.equal((await commune.visitor().get(second)).status, 200)
    assert.equal((await (await aCommune()).visitor().get(second)).status, 404)
    await withCommune(commune.id, () => sql(`update invitations set expires_at = now()`))
    assert.equal((await commune.visitor().get(second)).status, 410)
  })

  test('who is suspended is out at once, and may come back', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const agent = await commune.signedIn('accueil')
    const { id, email } = commune.accounts.accueil
    assert.equal((await agent.get('/accueil')).path, '/accueil')

    const page = await admin.get(`/admin/agents/${id}`)
    await admin.submit(page, {}, { which: 'form[action$=suspension]' })

    assert.match((await agent.get('/accueil')).path, /^\/connexion/)
    assert.equal((await signIn(commune, email, PASSWORD)).page.status, 422)
    const sheet = await admin.get(`/admin/agents/${id}`)
    await admin.submit(sheet, {}, { which: 'form[action$=retour]' })
    assert.equal((await signIn(commune, email, PASSWORD)).page.path, '/accueil')
    assert.include((await admin.get('/admin/journal')).text, 'Accès suspendu : Anne Accueil')
  })

  test('who is the last administrator stays one, even when two remove each other at once', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const { id } = commune.accounts.admin
    const alone = await admin.submit(await admin.get(`/admin/agents/${id}`), {
      'roles[]': ['accueil'],
    })
    assert.equal(alone.status, 422)
    assert.include(alone.text, 'dernier administrateur')
    assert.isNull(
      (await admin.get(`/admin/agents/${id}`)).html.querySelector('[action$=suspension]')
    )

    const second = commune.accounts.superviseur.id
    await admin.submit(await admin.get(`/admin/agents/${second}`), {
      'roles[]': ['superviseur', 'admin'],
    })
    const colleague = await commune.signedIn('superviseur')
    const pages = [
      await admin.get(`/admin/agents/${second}`),
      await colleague.get(`/admin/agents/${id}`),
    ]
    await Promise.all(
      [admin, colleague].map((one, n) =>
        one.submit(pages[n]!, {}, { which: 'form[action$=suspension]' })
      )
    )
    const [row] = await withCommune(commune.id, () =>
      sql(`select count(*)::int as n from accounts a join memberships m
        on m.commune_id = a.commune_id and m.account_id = a.id
        where m.role = 'admin' and a.suspended_at is null`)
    )
    assert.equal(row!.n, 1)
  })

  test('is refused without a role, with a taken address or no démarche', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const refused = async (fields: Record<string, string | string[]>, reason: string) => {
      const page = await admin.get('/admin/agents/inviter')
      const typed = { 'name': 'Léon', 'email': 'l@exemple.test', 'roles[]': ['accueil'] }
      const answer = await admin.submit(page, { ...typed, ...fields })
      assert.equal(answer.status, 422, reason)
      assert.include(answer.text, reason)
    }
    await refused({ 'roles[]': [] }, 'Choisissez au moins un rôle')
    await refused({ email: commune.accounts.accueil.email }, 'Un agent a déjà cette adresse')
    await refused({ email: '' }, 'Donnez une adresse électronique')
    await refused({ scope: 'some' }, 'Choisissez au moins une démarche')
    const there = await aCommune()
    await refused({ 'scope': 'some', 'demarches[]': [there.demarche.id] }, 'au moins une démarche')
    const accounts = await withCommune(commune.id, () => Account.query())
    assert.lengthOf(accounts, 3)
  })
})

test.group('An agent who is limited to some démarches', () => {
  test('finds no other in lists, counts, searches, dossiers or pieces', async ({ assert }) => {
    const commune = await aCommune()
    const { seen, unseen } = await withLimits(commune)
    const agent = await commune.signedIn('accueil')

    const inbox = await agent.get('/accueil')
    assert.lengthOf(references(inbox), 1)
    assert.notInclude(inbox.text, 'Démarche réservée')
    assert.equal(inbox.html.querySelector('.tabs .count')!.text.trim(), '1')
    assert.lengthOf(references(await agent.get('/accueil?vue=tous&q=nid-de-poule')), 1)
    assert.equal((await agent.get(`/accueil/dossiers/${seen}`)).status, 200)
    assert.equal((await agent.get(`/accueil/dossiers/${unseen}`)).status, 404)
    assert.equal((await agent.get(`/accueil/dossiers/${unseen}/actions/accepter`)).status, 404)
    assert.notInclude((await agent.get('/accueil/saisies')).text, 'Démarche réservée')
  })

  test('is told of no other', async ({ assert }) => {
    const commune = await aCommune()
    const { other, admin } = await withLimits(commune)
    for (const slug of ['demande', 'secrete']) {
      const page = await admin.get(`/admin/demarches/${slug}/traitement`)
      await admin.submit(page, { 'notified[]': ['accueil'] })
    }
    const versions = await withCommune(commune.id, () => Demarche.query().orderBy('slug'))
    const [demande, secrete] = versions.map(({ versionId }) => versionId!)
    const told = await aSubmittedDossier({
      ...commune,
      demarche: { ...commune.demarche, versionId: demande! },
    })
    const untold = await aSubmittedDossier({
      ...commune,
      demarche: { ...other, versionId: secrete! },
    })

    const mails = await withCommune(commune.id, () =>
      Mail.query().where('template', 'agents-recue')
    )
    assert.deepEqual(
      mails.map(({ dossierId }) => dossierId),
      [told]
    )
    assert.notEqual(told, untold)
  })

  test('is not called by a note about another', async ({ assert }) => {
    const commune = await aCommune()
    const { seen, unseen } = await withLimits(commune)
    const called = async (id: string) =>
      withCommune(commune.id, async () => {
        const people = await mentionables(await Dossier.findOrFail(id))
        return people.some(({ label }) => label === 'Anne Accueil')
      })
    assert.isTrue(await called(seen))
    assert.isFalse(await called(unseen))
  })

  test('reads figures of its own when it is a superviseur, and administers all', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { admin } = await withLimits(commune)
    const page = await admin.get(`/admin/agents/${commune.accounts.superviseur.id}`)
    await admin.submit(page, {
      'roles[]': ['superviseur', 'admin'],
      'scope': 'some',
      'demarches[]': [commune.demarche.id],
    })
    const chief = await commune.signedIn('superviseur')

    const overview = await chief.get('/superviseur/etats')
    assert.include(overview.text, '1 demande envoyée')
    assert.notInclude(overview.text, 'Démarche réservée')
    assert.include((await chief.get('/admin/demarches')).text, 'Démarche réservée')
  })
})
