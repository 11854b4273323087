import { test } from '@japa/runner'
import { withCommune } from '#tenancy/scope'
import { makeJobsDue, runJobs } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'
import { aDraft, promiseDraftMail, readMail, withMailServer } from './support.js'
import { promiseMail } from '#dossiers/promised_mails'

test.group('A promised mail', (group) => {
  const server = withMailServer(group)

  test('arrives, as text and as HTML, from the commune', async ({ assert }) => {
    const commune = await aCommune()
    const id = await promiseDraftMail(commune)

    await runJobs()

    const [received, ...others] = server.received
    assert.lengthOf(others, 0)
    assert.equal(received!.messageId, `<${id}@${commune.host}>`)
    assert.equal(received!.headers.get('auto-submitted'), 'auto-generated')
    assert.match(received!.from!.text, /^"?Commune \d+"? </)
    assert.match(received!.replyTo!.text, /mairie@/)
    const link = new RegExp(`http://${commune.host}:\\d+/reprendre/[\\w-]{43}`)
    assert.match(received!.text!, link)
    assert.match(received!.html as string, link)

    const mail = await readMail(commune, id)
    assert.equal(mail.status, 'sent')
    assert.equal(mail.subject, received!.subject)
    assert.isNull(mail.secret)
    assert.isNotNull(mail.sentAt)
  })

  test('waits while the mail server is away, and arrives once', async ({ assert }) => {
    const commune = await aCommune()
    const id = await promiseDraftMail(commune)

    await server.stop()
    await runJobs()
    const waiting = await readMail(commune, id)
    assert.deepInclude(waiting.serialize(), { status: 'queued', attempts: 1 })
    assert.match(waiting.lastError!, /ECONNREFUSED/)

    await server.start()
    await runJobs()
    assert.lengthOf(server.received, 0, 'the next attempt waits for its moment')
    await makeJobsDue()
    await runJobs()
    await makeJobsDue()
    await runJobs()

    assert.deepEqual(
      server.received.map((received) => received.messageId),
      [`<${id}@${commune.host}>`]
    )
    assert.deepInclude((await readMail(commune, id)).serialize(), {
      status: 'sent',
      lastError: null,
    })
  })

  test('is given up where the recipient is refused for good', async ({ assert }) => {
    const commune = await aCommune()
    const id = await promiseDraftMail(commune)
    server.refusal = 550

    await runJobs()
    server.refusal = undefined
    await makeJobsDue()
    await runJobs()

    const mail = await readMail(commune, id)
    assert.deepInclude(mail.serialize(), { status: 'refused', attempts: 1, secret: null })
    assert.match(mail.lastError!, /550/)
    assert.lengthOf(server.received, 0)
  })

  test('is tried again where the recipient is refused for now', async ({ assert }) => {
    const commune = await aCommune()
    const id = await promiseDraftMail(commune)
    server.refusal = 451

    await runJobs()
    assert.deepInclude((await readMail(commune, id)).serialize(), { status: 'queued', attempts: 1 })
    server.refusal = undefined
    await makeJobsDue()
    await runJobs()

    assert.lengthOf(server.received, 1)
    assert.deepInclude((await readMail(commune, id)).serialize(), { status: 'sent', attempts: 2 })
  })

  test('does not exist where the change was rolled back', async ({ assert }) => {
    const commune = await aCommune()
    const failing = withCommune(commune.id, async () => {
      const dossierId = await aDraft(commune)
      const mail = { recipient: 'nora@exemple.test', recipientRole: 'usager' as const }
      await promiseMail({ ...mail, dossierId, template: 'brouillon', data: {} })
      throw new Error('the change fails')
    })
    await assert.rejects(() => failing, 'the change fails')

    await runJobs()

    assert.lengthOf(server.received, 0)
  })
})
