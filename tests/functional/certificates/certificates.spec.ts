import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import { Certificate } from '#dossiers/certificate'
import { makeCertificate } from '#notifications/make_certificate'
import { listMails, openMail } from '#notifications/mailbox'
import { withCommune } from '#tenancy/scope'
import { type Definition, guichetUnique } from '#workflow/main'
import { declaration } from '#workflow/library/declaration'
import { act, aSubmittedDossier, dossierOf, mailsOf, piecesOf } from '#tests/support/dossiers'
import { issueLien } from '#tests/support/liens'
import { runJobs } from '#tests/support/jobs'
import { byPoppler, textOf } from '#tests/support/pdf'
import { aCommune, type TestCommune } from '#tests/support/world'

/** Accepting gives a permit, whose words take from the answers and from the decision. */
const PERMIT: Definition = {
  ...guichetUnique,
  certificates: {
    permis: {
      title: 'Autorisation pour {demande.objet}',
      body: 'Accordée à {nom}.\n\nCondition : {action.message}\n\n{action.note}{demande.rien}',
    },
  },
  actions: {
    ...guichetUnique.actions,
    accepter: {
      ...guichetUnique.actions.accepter!,
      effects: [
        { type: 'certificate', template: 'permis' },
        ...guichetUnique.actions.accepter!.effects!,
      ],
    },
  },
}

const certificatesOf = (commune: TestCommune) =>
  withCommune(commune.id, () => Certificate.query().orderBy('number'))

async function fileOf(commune: TestCommune, id: string): Promise<Buffer> {
  const [piece] = await piecesOf(commune, id)
  return Buffer.from(await drive.use().getBytes(piece!.diskKey))
}

test.group('Certificates', () => {
  test('a declaration gets its receipt at once: numbered, kept, mailed', async ({ assert }) => {
    const commune = await aCommune({ workflow: declaration })
    const id = await aSubmittedDossier(commune)
    await runJobs()

    const [certificate] = await certificatesOf(commune)
    const { reference } = await dossierOf(commune, id)
    assert.equal(certificate!.number, `${new Date().getFullYear()}-0001`)
    const file = await fileOf(commune, id)
    const text = await textOf(file)
    for (const words of ['Récépissé de déclaration', 'Zoé Martin', reference!, certificate!.code]) {
      assert.include(text, words)
    }

    const mail = (await mailsOf(commune, id)).find((one) => one.template === 'usager-certificat')!
    assert.equal(mail.status, 'sent')
    const received = await listMails(commune.host)
    const letter = await openMail(
      commune.host,
      received.find(({ subject }) => subject.includes('votre document'))!.id
    )
    assert.deepEqual(
      letter!.attachments.map(({ filename, content }) => [filename, content.equals(file)]),
      [[`Récépissé de déclaration ${certificate!.number}.pdf`, true]]
    )
    const visitor = commune.visitor()
    const page = await visitor.get(`/suivi/${await followToken(commune, id)}`)
    assert.include(page.text, 'Récépissé de déclaration')
  })

  test('takes its words from the answers and the decision, without what is internal', async ({
    assert,
  }) => {
    const commune = await aCommune({ workflow: PERMIT })
    const id = await aSubmittedDossier(commune)
    await act(commune, id, 'accepter', { message: 'Avant midi {nom}.', note: 'À surveiller.' })
    await runJobs()

    const [certificate] = await certificatesOf(commune)
    assert.deepEqual(certificate!.content!.paragraphs, [
      'Accordée à Zoé Martin.',
      'Condition : Avant midi {nom}.',
      '——',
    ])
    const text = await textOf(await fileOf(commune, id))
    assert.include(text, 'Autorisation pour Un nid-de-poule')
    assert.notInclude(text, 'À surveiller')
  })

  test('is a tagged PDF whose code leads to its page, by tools that did not write it', async ({
    assert,
  }) => {
    const commune = await aCommune({ workflow: declaration })
    const id = await aSubmittedDossier(commune)
    await runJobs()
    const [certificate] = await certificatesOf(commune)
    const file = await fileOf(commune, id)
    assert.equal(file.subarray(0, 8).toString(), '%PDF-1.7')

    const read = await byPoppler(file)
    if (!read) return
    assert.match(read.info, /Tagged:\s+yes/)
    assert.match(read.info, /Title:\s+Récépissé de déclaration/)
    assert.match(read.info, /Pages:\s+1\n/)
    assert.include(read.text, 'Pour vérifier ce document')
    const url = new URL(read.code!)
    assert.equal(url.hostname, commune.host)
    const page = await commune.visitor().get(url.pathname)
    assert.include(page.text, 'Ce document est authentique')
    assert.include(page.text, certificate!.number!)
    assert.include(page.text, 'Zoé Martin')
  })

  test('is checked by its code, as people type it, and not guessed', async ({ assert }) => {
    const commune = await aCommune({ workflow: declaration })
    await aSubmittedDossier(commune)
    await runJobs()
    const [certificate] = await certificatesOf(commune)
    const visitor = commune.visitor()

    const typed = certificate!.code.toLowerCase().replaceAll('-', ' ')
    const form = await visitor.get('/verifier')
    const found = await visitor.submit(form, { code: typed }, { which: 'main form' })
    assert.include(found.text, 'Ce document est authentique')
    assert.equal(found.headers['x-robots-tag'], 'noindex')
    const wrong = await visitor.get('/verifier/AAAA-AAAA-AAAA-AAAA')
    assert.equal(wrong.status, 404)
    assert.include(wrong.text, 'Aucun document ne porte ce code')
    const short = await visitor.submit(form, { code: 'K7M' }, { which: 'main form' })
    assert.equal(short.status, 422)
    const elsewhere = (await aCommune()).visitor()
    assert.equal((await elsewhere.get(`/verifier/${certificate!.code}`)).status, 404)
    for (let tries = 0; tries < 35; tries++) await visitor.get(`/verifier/AAAA-AAAA-AAAA-${tries}`)
    assert.equal((await visitor.get(`/verifier/${certificate!.code}`)).status, 429)
  })

  test('is made once, however often and by however many it is tried', async ({ assert }) => {
    const commune = await aCommune({ workflow: declaration })
    const ids = [await aSubmittedDossier(commune), await aSubmittedDossier(commune)]
    const made = await certificatesOf(commune)
    const jobs = [...made, ...made, ...made].map(({ id }) =>
      makeCertificate({ certificateId: id, communeId: commune.id })
    )
    await Promise.allSettled(jobs)
    await runJobs()

    const numbers = (await certificatesOf(commune)).map(({ number }) => number!.slice(5))
    assert.deepEqual(numbers, ['0001', '0002'])
    for (const id of ids) {
      assert.lengthOf(await piecesOf(commune, id), 1)
      const mails = await mailsOf(commune, id)
      assert.lengthOf(
        mails.filter(({ template }) => template === 'usager-certificat'),
        1
      )
    }
  })
})

async function followToken(commune: TestCommune, id: string) {
  const wanted = { purpose: 'follow' as const, dossierId: id, madeFor: 'zoe@exemple.fr' }
  return (await withCommune(commune.id, () => issueLien(wanted))).token
}
