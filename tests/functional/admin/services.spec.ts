import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import Service from '#identity/service'
import { withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, lastServiceLien, mailsOf } from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'

const today = () => DateTime.now().setZone('Europe/Paris')

async function transfer(commune: TestCommune): Promise<string> {
  const id = await aSubmittedDossier(commune)
  await act(commune, id, 'transmettre', { service: commune.services.voirie })
  return id
}

async function readers(commune: TestCommune, id: string): Promise<string[]> {
  const mails = await mailsOf(commune, id)
  return mails.flatMap((mail) => (mail.recipientRole === 'service' ? [mail.recipient] : [])).sort()
}

test.group('The services of a commune', () => {
  test('are added by an administrator, and offered to the accueil', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')

    const page = await admin.get('/admin/services/nouveau')
    const list = await admin.submit(page, { name: 'Crèches', email: 'Creches@Exemple.fr' })

    assert.equal(list.path, '/admin/services')
    assert.include(list.text, 'creches@exemple.fr')
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const form = await agent.get(`/accueil/dossiers/${id}/actions/transmettre`)
    assert.include(form.text, 'Crèches')
    assert.include((await admin.get('/admin/journal')).text, 'Service créé : Crèches')
  })

  test('each address gets a link of its own, which opens the dossier', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const page = await admin.get(`/admin/services/${commune.services.voirie}`)
    await admin.submit(page, { other_emails: 'chef@exemple.fr\nadjoint@exemple.fr' })

    const id = await transfer(commune)

    const mails = (await mailsOf(commune, id)).filter((mail) => mail.recipientRole === 'service')
    assert.lengthOf(mails, 3)
    assert.lengthOf([...new Set(mails.map(({ secret }) => secret))], 3)
    const opened = await commune.visitor().get(await lastServiceLien(commune, id))
    assert.include(opened.text, 'Un nid-de-poule')
  })

  test('who are away are replaced, link and all, and no longer than that', async ({ assert }) => {
    const commune = await aCommune()
    const { voirie, urbanisme } = commune.services
    const admin = await commune.signedIn('admin')
    const absence = async (from: DateTime, until: DateTime) =>
      admin.submit(await admin.get(`/admin/services/${voirie}`), {
        absent_from: from.toISODate()!,
        absent_until: until.toISODate()!,
        replacement: urbanisme,
      })
    const [away, back] = await withCommune(commune.id, async () => [
      (await Service.findOrFail(urbanisme)).email,
      (await Service.findOrFail(voirie)).email,
    ])

    const list = await absence(today().minus({ days: 1 }), today())
    assert.include(list.text, 'Absent, remplacé par Urbanisme')
    const id = await transfer(commune)
    assert.deepEqual(await readers(commune, id), [away])
    const opened = await commune.visitor().get(await lastServiceLien(commune, id))
    assert.include(opened.text, `Voirie (${away})`)

    await absence(today().minus({ days: 3 }), today().minus({ days: 1 }))
    assert.deepEqual(await readers(commune, await transfer(commune)), [back])
  })

  test('who replace each other while both are away keep their own mails', async ({ assert }) => {
    const commune = await aCommune()
    const { voirie, urbanisme } = commune.services
    await withCommune(commune.id, async () => {
      for (const [id, replacementId] of [
        [voirie, urbanisme],
        [urbanisme, voirie],
      ] as const) {
        const service = await Service.findOrFail(id)
        await service.merge({ absentFrom: today().minus({ days: 1 }), replacementId }).save()
      }
      const service = await Service.findOrFail(voirie)
      assert.equal((await service.reader()).id, voirie)
    })
  })

  test('who are inactive are not offered any more', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const page = await admin.get(`/admin/services/${commune.services.urbanisme}`)
    await admin.submit(page, { 'active[]': [] })

    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const form = await agent.get(`/accueil/dossiers/${id}/actions/transmettre`)
    assert.notInclude(form.text, 'Urbanisme')
  })

  test('are refused without a name, an address or a replacement of their own', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const { voirie } = commune.services
    const refused = async (fields: Record<string, string>, reason: string) => {
      const page = await admin.submit(await admin.get(`/admin/services/${voirie}`), fields)
      assert.equal(page.status, 422, reason)
      assert.include(page.text, reason)
    }
    await refused({ name: '', email: 'pas une adresse' }, 'Donnez un nom')
    await refused({ name: 'Urbanisme' }, 'Un autre service porte déjà ce nom')
    await refused({ other_emails: 'a@b.fr, faux' }, 'Une de ces adresses')
    await refused({ absent_from: '2030-01-01' }, 'Choisissez qui reçoit les courriels')
    await refused({ absent_from: '2030-01-01', replacement: voirie }, 'Choisissez un autre service')
    const there = await aCommune()
    const theirs = { absent_from: '2030-01-01', replacement: there.services.voirie }
    await refused(theirs, 'Choisissez un autre service')
  })
})
