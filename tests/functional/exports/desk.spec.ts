import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import Account from '#identity/account'
import Membership from '#identity/membership'
import { SweepExports } from '#reporting/exports/actions/withdraw_export'
import { keepTime } from '#notifications/archives'
import { Mail } from '#dossiers/promised_mails'
import { sql, withCommune } from '#tenancy/scope'
import { listMails, openMail } from '#notifications/mailbox'
import { makeJobsDue, runJobs } from '#tests/support/jobs'
import { submitted } from '#tests/support/lists'
import type { Page, Visitor } from '#tests/support/visitor'
import { aCommune, PASSWORD, type TestCommune } from '#tests/support/world'
import { asks, lastExport } from './support.js'

const link = (page: Page) =>
  page.html.querySelector('main a[href$="/fichier"]')?.getAttribute('href')

const change = (commune: TestCommune, id: string, set: string) =>
  withCommune(commune.id, () => sql(`update list_exports set ${set} where id = ?`, [id]))

test.group('The exports of a desk', () => {
  test('go from a list to its file, and are told by mail to who has not taken it', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { reference } = await submitted(commune)
    const agent = await commune.signedIn('accueil')

    const list = await agent.get('/accueil?q=nid')
    const button = list.html.querySelector('main a[href^="/accueil/exports/nouveau"]')!
    const form = await agent.get(button.getAttribute('href')!)
    assert.include(form.text, 'Recherche : nid')
    assert.include(form.text, '1 dossier')
    const waiting = await agent.submit(form, { format: 'csv' })
    assert.equal(waiting.path, '/accueil/exports')
    assert.include(waiting.text, 'En attente')
    assert.equal(waiting.html.querySelector('progress')?.getAttribute('value'), '0')

    await runJobs()
    const ready = await agent.get('/accueil/exports')
    assert.include(ready.text, 'Prêt')
    assert.isNull(ready.html.querySelector('progress'))
    assert.isEmpty(
      (await listMails(commune.host)).filter(({ subject }) => subject.includes('export'))
    )

    await makeJobsDue()
    await runJobs()
    const [mail] = await withCommune(commune.id, () =>
      Mail.query().where({ template: 'export-pret' })
    )
    assert.equal(mail!.status, 'sent')
    assert.equal(mail!.recipient, commune.accounts.accueil.email)
    const [sent] = (await listMails(commune.host)).filter(({ subject }) =>
      subject.includes('export')
    )
    const { text } = (await openMail(commune.host, sent!.id))!
    assert.include(text, '/accueil/exports')
    assert.include(text, 'gardé jusqu’au')

    const file = await agent.get(link(ready)!)
    assert.equal(file.headers['content-type'], 'text/csv; charset=utf-8')
    assert.match(file.headers['content-disposition']!, /filename="dossiers-[\d-]+-\w+\.csv"/)
    assert.equal(file.headers['cache-control'], 'private, no-store')
    assert.include(file.body, reference)

    const chief = await commune.signedIn('superviseur')
    const register = await chief.get('/superviseur/exports?vue=tous')
    for (const told of [
      'Anne Accueil',
      'Dossiers à traiter par l’accueil · Recherche : nid',
      'téléchargé une fois',
    ]) {
      assert.include(register.text, told)
    }
    assert.isUndefined(link(register))
  }).timeout(60_000)

  test('send no mail to who has the file already', async ({ assert }) => {
    const commune = await aCommune()
    await submitted(commune)
    const agent = await commune.signedIn('accueil')
    await asks(agent, '/accueil', 'xlsx')
    await runJobs()
    await agent.get(link(await agent.get('/accueil/exports'))!)
    await makeJobsDue()
    await runJobs()

    const [mail] = await withCommune(commune.id, () =>
      Mail.query().where({ template: 'export-pret' })
    )
    assert.equal(mail!.status, 'cancelled')
  })

  test('are for who asked alone, as long as they may see what is in them', async ({ assert }) => {
    const commune = await aCommune()
    await submitted(commune)
    const agent = await commune.signedIn('accueil')
    await asks(agent, '/accueil', 'csv')
    await runJobs()
    const path = link(await agent.get('/accueil/exports'))!
    const statusFor = async (visitor: Visitor, at = path) => (await visitor.get(at)).status

    const colleague = await aColleague(commune)
    assert.equal(await statusFor(colleague), 404)
    assert.notInclude((await colleague.get('/accueil/exports')).text, 'Télécharger')
    assert.equal((await colleague.post(path.replace('fichier', 'retrait'))).status >= 400, true)
    const chief = await commune.signedIn('superviseur')
    assert.equal(await statusFor(chief, path.replace('/accueil', '/superviseur')), 404)
    const elsewhere = await (await aCommune()).signedIn('accueil')
    assert.equal(await statusFor(elsewhere), 404)

    const accountId = commune.accounts.accueil.id
    await withCommune(commune.id, () =>
      sql('update accounts set limited = true where id = ?', [accountId])
    )
    assert.equal(await statusFor(agent), 404, 'a démarche in it is theirs no more')
    await withCommune(commune.id, () =>
      sql(
        `insert into account_demarches (commune_id, id, account_id, demarche_id)
         values (current_setting('app.commune_id')::uuid, gen_random_uuid(), ?, ?)`,
        [accountId, commune.demarche.id]
      )
    )
    assert.equal(await statusFor(agent), 200)
    await withCommune(commune.id, () =>
      sql(`update memberships set role = 'superviseur' where account_id = ?`, [accountId])
    )
    assert.equal(await statusFor(agent), 404, 'the role is gone')
  }).timeout(60_000)

  test('hold only the démarches of who asked, and nothing for who has no role left', async ({
    assert,
  }) => {
    const commune = await aCommune()
    await submitted(commune)
    const agent = await commune.signedIn('accueil')
    await asks(agent, '/accueil', 'csv')
    await withCommune(commune.id, () =>
      sql('update accounts set limited = true where id = ?', [commune.accounts.accueil.id])
    )
    await runJobs()
    assert.equal((await lastExport(commune)).done, 0, 'limited since')

    await asks(agent, '/accueil', 'csv')
    await withCommune(commune.id, () =>
      sql('update accounts set suspended_at = now() where id = ?', [commune.accounts.accueil.id])
    )
    await runJobs()
    const { state, diskKey } = await lastExport(commune)
    assert.equal(state, 'failed')
    assert.isNull(diskKey)
  })

  test('are cancelled before they begin, and removed once they are there', async ({ assert }) => {
    const commune = await aCommune()
    await submitted(commune)
    const agent = await commune.signedIn('accueil')

    const page = await asks(agent, '/accueil', 'csv')
    assert.include((await agent.submit(page, {})).text, 'L’export est annulé')
    await runJobs()
    assert.equal((await lastExport(commune)).state, 'cancelled')

    await asks(agent, '/accueil', 'csv')
    await runJobs()
    const { diskKey } = await lastExport(commune)
    await agent.submit(await agent.get('/accueil/exports'), {})
    await runJobs()
    assert.equal((await lastExport(commune)).state, 'gone')
    assert.isFalse(await drive.use().exists(diskKey!))
  })

  test('are gone after their time, file and all, and known for ever', async ({ assert }) => {
    const commune = await aCommune()
    await submitted(commune)
    const agent = await commune.signedIn('accueil')
    await asks(agent, '/accueil', 'ods')
    await runJobs()
    const { id, diskKey, expiresAt } = await lastExport(commune)
    assert.closeTo(expiresAt!.diffNow('days').days, 7, 0.1)
    const path = link(await agent.get('/accueil/exports'))!

    const early = await withCommune(commune.id, () => new SweepExports().handle())
    assert.equal(early, 0)
    await change(commune, id, `expires_at = now() - interval '1 minute'`)
    assert.equal((await agent.get(path)).status, 404, 'before the night too')
    await keepTime()
    await runJobs()

    assert.isFalse(await drive.use().exists(diskKey!))
    const chief = await commune.signedIn('superviseur')
    const register = await chief.get('/superviseur/exports?vue=tous')
    assert.include(register.text, 'Effacé')
    assert.include(register.text, 'Anne Accueil')
  }).timeout(60_000)

  test('ask for a format, and wait when three are under way', async ({ assert }) => {
    const commune = await aCommune()
    await submitted(commune)
    const agent = await commune.signedIn('accueil')

    const wrong = await asks(agent, '/accueil?q=nid', 'pdf')
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'Choisissez un format.')
    assert.include(wrong.text, 'Recherche : nid')

    for (let n = 0; n < 3; n++) await asks(agent, '/accueil', 'csv')
    const fourth = await asks(agent, '/accueil', 'csv')
    assert.equal(fourth.status, 422)
    assert.include(fourth.text, 'Trois de vos exports')
  })

  test('take nothing but a list of their desk', async ({ assert }) => {
    const commune = await aCommune()
    await submitted(commune)
    const agent = await commune.signedIn('accueil')
    await asks(agent, '/accueil?vue=non-soumis', 'csv', {
      liste: '/superviseur/dossiers?vue=non-soumis',
    })
    const { address } = await lastExport(commune)
    assert.equal(address, '/accueil', 'drafts are not the accueil’s')
  })
})

async function aColleague(commune: TestCommune): Promise<Visitor> {
  const email = `collegue@${commune.host}`
  await withCommune(commune.id, async () => {
    const account = await Account.create({ email, name: 'Bruno Collègue', password: PASSWORD })
    await Membership.create({ accountId: account.id, role: 'accueil' })
  })
  const colleague = commune.visitor()
  await colleague.submit(await colleague.get('/connexion'), { email, password: PASSWORD })
  return colleague
}
