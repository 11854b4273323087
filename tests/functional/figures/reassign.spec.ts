import { test } from '@japa/runner'
import { sql, withCommune } from '#tenancy/scope'
import { act, dossierOf, journalLines, lastLienTo, mailsOf } from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { submitted } from '#tests/support/lists'
import { aCommune, PASSWORD, type TestCommune } from '#tests/support/world'
import Account from '#identity/account'
import Membership from '#identity/membership'
import type { Page } from '#tests/support/visitor'

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Of each holder how much it has, how much of it late. */
const loads = (page: Page) =>
  Object.fromEntries(
    page.html.querySelectorAll('tbody tr').map((row) => {
      const [open, late] = row.querySelectorAll('td').map((cell) => folded(cell.text))
      return [folded(row.querySelector('th a')!.text), [open, late]]
    })
  )

test.group('Who has too much to do', (group) => {
  let commune: TestCommune
  let ids: string[]
  let colleague: string

  group.each.setup(async () => {
    commune = await aCommune()
    ids = []
    for (let n = 0; n < 3; n++) ids.push((await submitted(commune)).id)
    colleague = await withCommune(commune.id, async () => {
      const account = await Account.create({
        email: `bruno@${commune.host}`,
        name: 'Bruno Collègue',
        password: PASSWORD,
      })
      await Membership.create({ accountId: account.id, role: 'accueil' })
      await sql(`update dossiers set limit_on = current_date - 2 where id = ?`, [ids[0]])
      await sql(`update dossiers set assignee_id = ? where id <> ?`, [
        commune.accounts.accueil.id,
        ids[2],
      ])
      return account.id
    })
  })

  test('gives some or all of an agent’s dossiers to another, who finds them', async ({
    assert,
  }) => {
    const chief = await commune.signedIn('superviseur')
    const page = await chief.get('/superviseur/charge')
    assert.deepEqual(loads(page), {
      'Anne Accueil': ['2', '1'],
      'Accueil, sans agent désigné': ['1', '0'],
    })
    const from = `agent:${commune.accounts.accueil.id}`
    const list = await chief.get(`/superviseur/reattributions?de=${from}`)
    assert.lengthOf(list.html.querySelectorAll('[name=dossiers]'), 2)
    const none = await chief.submit(list, {})
    assert.equal(none.status, 422)
    assert.include(none.text, 'Cochez au moins un dossier.')

    const preview = await chief.submit(list, { dossiers: [ids[0]!] })
    assert.include(preview.text, '1 dossier à réattribuer')
    assert.equal((await dossierOf(commune, ids[0]!)).assigneeId, commune.accounts.accueil.id)
    const missing = await chief.submit(preview, { compte: '' })
    assert.equal(missing.status, 422)
    const done = await chief.submit(missing, { compte: colleague })
    assert.include(done.text, '1 dossier réattribué.')
    assert.deepEqual(loads(done)['Bruno Collègue'], ['1', '1'])
    assert.equal((await dossierOf(commune, ids[0]!)).assigneeId, colleague)
    const last = (await journalLines(commune, ids[0]!)).at(-1)!
    assert.deepEqual([last.type, last.actorRole], ['assigned', 'superviseur'])
  })

  test('puts a service’s dossiers in the charge of another by the workflow’s own action', async ({
    assert,
  }) => {
    const { voirie, urbanisme } = commune.services
    for (const id of ids.slice(0, 2)) await act(commune, id, 'transmettre', { service: voirie })
    const former = await lastLienTo(commune, ids[0]!, 'voirie')
    // One was begun under a workflow that knows no such action.
    await withCommune(commune.id, () =>
      sql(
        `insert into demarche_versions select (jsonb_populate_record(v, jsonb_build_object('id', ?::uuid,
           'number', v.number + 1, 'workflow', v.workflow #- '{actions,confier}'))).*
         from demarche_versions v`,
        ['0190a000-0000-7000-8000-000000000001']
      )
    )
    await withCommune(commune.id, () =>
      sql(`update dossiers set version_id = ? where id = ?`, [
        '0190a000-0000-7000-8000-000000000001',
        ids[1],
      ])
    )
    const chief = await commune.signedIn('superviseur')
    const page = await chief.get('/superviseur/charge')
    assert.deepEqual(loads(page)['Voirie'], ['2', '0'])
    const list = await chief.get(`/superviseur/reattributions?de=service:${voirie}`)
    const preview = await chief.submit(list, { tous: 'oui' })
    assert.include(preview.text, '1 dossier ne peut pas changer de service')
    assert.notInclude(
      preview.html.querySelectorAll('option').map((option) => option.getAttribute('value')),
      voirie
    )
    const missing = await chief.submit(preview, {})
    assert.equal(missing.status, 422)
    const begun = await chief.submit(missing, { 'f[service]': urbanisme })
    assert.match(begun.path, /^\/superviseur\/lots\//)
    await runJobs()

    const report = await chief.get(begun.path)
    assert.include(report.text, 'Transmis au service')
    assert.lengthOf(report.html.querySelectorAll('#faits li'), 1)
    assert.lengthOf(report.html.querySelectorAll('#refuses li'), 1)
    const [moved, kept] = [await dossierOf(commune, ids[0]!), await dossierOf(commune, ids[1]!)]
    assert.deepEqual([moved.serviceId, kept.serviceId], [urbanisme, voirie])
    const step = (await journalLines(commune, ids[0]!)).findLast(
      ({ action }) => action === 'confier'
    )!
    assert.equal(step.actorRole, 'superviseur')
    const told = (await mailsOf(commune, ids[0]!)).map(({ recipient }) => recipient.split('@')[0])
    assert.include(told, 'urbanisme')
    assert.notEqual((await commune.visitor().get(former)).status, 200)
    const open = await withCommune(commune.id, () =>
      sql(
        `select service_id from liens where dossier_id = ? and purpose = 'service' and revoked_at is null`,
        [ids[0]]
      )
    )
    assert.deepEqual(open, [{ service_id: urbanisme }])
    // Their report is nobody else's.
    const agent = await commune.signedIn('accueil')
    assert.equal((await agent.get(begun.path)).status, 404)
    for (const de of ['usager', 'service:x', `service:${colleague}`, 'agent:', '']) {
      assert.equal((await chief.get(`/superviseur/reattributions?de=${de}`)).status, 404, de)
    }
  })
})
