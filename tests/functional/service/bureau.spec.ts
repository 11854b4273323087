import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { deliveredTo } from './bureau_mails.js'
import { sql, withCommune } from '#tenancy/scope'
import { lastCode, openBureau } from '#tests/support/bureau'
import { act, aSubmittedDossier, aTransferredDossier, dossierOf } from '#tests/support/dossiers'
import type { Visitor } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'

test.group('The list of a service', (group) => {
  let commune: TestCommune
  group.each.setup(async () => {
    await limiter.clear()
    commune = await aCommune()
  })
  const path = () => `/service/bureau/${commune.services.voirie}`
  const referenceOf = async (id: string) => (await dossierOf(commune, id)).reference!

  test('opens by a code that goes to the registered address, and to no other', async ({
    assert,
  }) => {
    const { id, lien } = await aTransferredDossier(commune)
    const reader = commune.visitor()
    const dossier = await reader.get(lien)
    assert.exists(dossier.html.querySelector(`a[href="${path()}"]`), 'the dossier leads to it')
    const ask = await reader.get(path())
    assert.notInclude(ask.body, await referenceOf(id))
    assert.notInclude(ask.body, 'voirie@')

    const form = await reader.submit(ask, {}, { which: '#demander' })
    const { code, to } = await lastCode(commune)
    assert.match(to, /^voirie@/)
    assert.match(code, /^\d{6}$/)
    assert.notInclude(form.body, code)
    const wrong = await reader.submit(
      form,
      { code: code === '000000' ? '111111' : '000000' },
      { which: '#entrer' }
    )
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'n’est pas le bon')
    const list = await reader.submit(
      wrong,
      { code: ` ${code.slice(0, 3)} ${code.slice(3)}` },
      { which: '#entrer' }
    )
    assert.include(list.text, await referenceOf(id))

    const other = commune.visitor()
    const again = await other.submit(await other.get(path()), {}, { which: '#demander' })
    const replayed = await other.submit(again, { code }, { which: '#entrer' })
    assert.equal(replayed.status, 422, 'a code serves once')
  })

  test('the mail carries the code, and its subject does not', async ({ assert }) => {
    const reader = commune.visitor()
    await reader.submit(await reader.get(path()), {}, { which: '#demander' })
    const { code } = await lastCode(commune)
    const letter = await deliveredTo(commune)
    assert.include(letter.text, code)
    assert.notInclude(letter.subject, code)
  })

  test('five tries, then another code is needed', async ({ assert }) => {
    const reader = commune.visitor()
    const form = await reader.submit(await reader.get(path()), {}, { which: '#demander' })
    const { code } = await lastCode(commune)
    const wrong = code === '000000' ? '111111' : '000000'
    for (let n = 0; n < 5; n++) await reader.submit(form, { code: wrong }, { which: '#entrer' })
    const late = await reader.submit(form, { code }, { which: '#entrer' })
    assert.include(late.text, 'Ce code ne sert plus')
  })

  test('holds what was transferred to it, and leads to the same pages', async ({ assert }) => {
    const waiting = await aTransferredDossier(commune)
    const late = await aTransferredDossier(commune)
    const elsewhere = await aSubmittedDossier(commune)
    await act(commune, elsewhere, 'transmettre', { service: commune.services.urbanisme })
    const never = await aSubmittedDossier(commune)
    await withCommune(commune.id, () =>
      sql(`update dossiers set limit_on = current_date - 2 where id = ?`, [late.id])
    )
    const reader = commune.visitor()
    const list = await openBureau(commune, reader)
    const links = list.html
      .querySelectorAll('main table a')
      .map((one) => one.getAttribute('href')!.split('/').at(-1))
    assert.deepEqual(links, [late.id, waiting.id], 'what is late stands first')
    assert.match(list.text, /En retard 1/)
    for (const id of [elsewhere, never]) {
      assert.notInclude(list.body, await referenceOf(id))
      assert.equal((await reader.get(`/service/bureau/dossiers/${id}`)).status, 404)
    }

    const dossier = await reader.get(`/service/bureau/dossiers/${waiting.id}`)
    assert.equal(dossier.path, `/service/dossiers/${waiting.id}`)
    const form = await reader.get(`${dossier.path}/actions/accepter`)
    await reader.submit(form, {}, { which: '#action form' })
    assert.equal((await dossierOf(commune, waiting.id)).final, 'accepted')
    const after = await reader.get(path())
    assert.include(after.text, 'Ce que votre service a fait')
    assert.include(after.text, await referenceOf(waiting.id))
    assert.equal((await reader.get(`/service/bureau/dossiers/${waiting.id}`)).status, 404)
  })

  test('opens a dossier whose mailed link has expired', async ({ assert }) => {
    const { id } = await aTransferredDossier(commune)
    await withCommune(commune.id, () =>
      sql(`update liens set expires_at = now() - interval '1 day' where dossier_id = ?`, [id])
    )
    const reader = commune.visitor()
    await openBureau(commune, reader)
    const page = await reader.get(`/service/bureau/dossiers/${id}`)
    assert.equal(page.path, `/service/dossiers/${id}`)
    assert.equal(page.status, 200)
  })

  test('closes when it is left, and when the address of the service changes', async ({
    assert,
  }) => {
    const closed = (visitor: Visitor) =>
      visitor.get(path()).then(({ html }) => html.querySelector('#demander') !== null)
    const [one, two] = [commune.visitor(), commune.visitor()]
    const list = await openBureau(commune, one)
    await openBureau(commune, two)
    await one.submit(list, {}, { which: '#fin' })
    assert.isTrue(await closed(one))
    assert.isFalse(await closed(two))
    await withCommune(commune.id, () =>
      sql(`update services set email = 'autre@exemple.fr' where id = ?`, [commune.services.voirie])
    )
    assert.isTrue(await closed(two))
  })
})
