import { test } from '@japa/runner'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import Dossier from '#dossiers/dossier'
import { mailService } from '#dossiers/effects'
import { promiseMail } from '#dossiers/promised_mails'
import { wrap } from '#notifications/wrap'
import { writing } from '#tenancy/writes'
import { withCommune } from '#tenancy/scope'
import { runJobs } from '#tests/support/jobs'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aDraft, withMailServer } from './support.js'

const USAGER = { role: 'usager', label: 'Nora Petit' } as const
const DATA = {
  service: 'Voirie',
  message: 'La photo est floue.\nMerci d’en <b>reprendre</b> une.',
  note: 'Déjà venue trois fois',
  questions: ['Photos', 'Adresse & lieu'],
}

test.group('A letter', (group) => {
  const server = withMailServer(group)

  /** A dossier that was submitted, without the mails of its submission. */
  async function aDossier(commune: TestCommune): Promise<Dossier> {
    const dossier = await withCommune(commune.id, async () => {
      const id = await aDraft(commune)
      await new SubmitDossier().handle(id, USAGER)
      return Dossier.findOrFail(id)
    })
    await runJobs()
    server.received.length = 0
    return dossier
  }

  async function toUsager(commune: TestCommune, dossier: Dossier, template: string) {
    await withCommune(commune.id, () =>
      promiseMail({
        dossierId: dossier.id,
        recipient: 'nora@exemple.test',
        recipientRole: 'usager',
        template,
        data: DATA,
        lien: { purpose: 'follow' },
      })
    )
    await runJobs()
    return server.received.at(-1)!
  }

  test('about a correction says what to correct, and opens it', async ({ assert }) => {
    const commune = await aCommune()
    const dossier = await aDossier(commune)

    const received = await toUsager(commune, dossier, 'usager-correction')

    assert.equal(received.subject, `Votre demande ${dossier.reference}\u00a0: à compléter`)
    const text = received.text!
    assert.include(text, 'Bonjour Nora Petit,')
    assert.include(text, '> La photo est floue.\n> Merci d’en <b>reprendre</b> une.')
    assert.include(text, '- Photos\n- Adresse & lieu\n')
    assert.match(text, new RegExp(`\nhttp://${commune.host}:\\d+/suivi/[\\w-]{43}\n`))
    assert.isEmpty(text.split('\n').filter((line) => line.length > 72 && !line.startsWith('http')))

    const html = received.html as string
    assert.include(html, 'La photo est floue.<br>')
    assert.include(html, '&lt;b&gt;reprendre&lt;/b&gt;')
    assert.include(html, '<li>Adresse &amp; lieu</li>')
  })

  test('to the usager never holds the agents’ note', async ({ assert }) => {
    const commune = await aCommune()
    const dossier = await aDossier(commune)
    for (const template of [
      'usager-recue',
      'usager-transmise',
      'usager-refusee',
      'service-transmis',
    ]) {
      const { text, html } = await toUsager(commune, dossier, template)
      assert.notInclude(`${text}${html}`, DATA.note, template)
    }
  })

  test('to a service holds the note, a link, whom it is made for and how long it lives', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const dossier = await aDossier(commune)

    await withCommune(commune.id, async () => {
      const found = await Dossier.findOrFail(dossier.id)
      const { voirie } = commune.services
      await writing((writes) =>
        mailService(writes, found, voirie, 'service', 'service-transmis', DATA)
      )
    })
    await runJobs()

    const { text, to } = server.received.at(-1)!
    assert.match(text!, /Note de l’accueil\u00a0:\n\n> Déjà venue trois fois\n/)
    assert.match(text!, /\/service\/[\w-]{43}\n/)
    assert.match(text!.replaceAll('\n', ' '), /établi pour voirie@\S+\. Il est valable jusqu’au \d/)
    assert.match(JSON.stringify(to), /voirie@/)
  })

  test('to an agent leads to the dossier, without a link that signs in', async ({ assert }) => {
    const commune = await aCommune()
    const dossier = await aDossier(commune)
    await withCommune(commune.id, () =>
      promiseMail({
        dossierId: dossier.id,
        recipient: 'agent@exemple.test',
        recipientRole: 'accueil',
        template: 'accueil-renvoyee',
        data: DATA,
      })
    )
    await runJobs()

    const { text } = server.received.at(-1)!
    assert.include(text!, `/accueil/dossiers/${dossier.id}\n`)
    assert.include(text!, '> Déjà venue trois fois')
  })

  test('without words is not sent, and says so', async ({ assert }) => {
    const commune = await aCommune()
    const dossier = await aDossier(commune)

    const before = server.received.length
    await withCommune(commune.id, async () => {
      const common = { dossierId: dossier.id, recipient: 'nora@exemple.test', data: {} }
      await promiseMail({ ...common, recipientRole: 'usager', template: 'inconnu' })
    })
    await runJobs()

    assert.lengthOf(server.received, before)
    const [row] = await withCommune(commune.id, () =>
      Dossier.query().from('mails').where({ template: 'inconnu' }).pojo<{ last_error: string }>()
    )
    assert.equal(row!.last_error, 'No words for the mail inconnu')
  })
})

test.group('A folded text', () => {
  test('breaks at spaces, never at a no-break space nor within an address', ({ assert }) => {
    const address = `https://exemple.test/${'a'.repeat(90)}`
    const text = wrap(`${'mot '.repeat(17)}dit\u00a0: ${address} fin\n\nsuite`)
    assert.deepEqual(text.split('\n'), [
      'mot '.repeat(17).trim(),
      'dit\u00a0:',
      address,
      'fin',
      '',
      'suite',
    ])
  })
})
