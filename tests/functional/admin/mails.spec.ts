import { test } from '@japa/runner'
import { withMailServer } from '#tests/functional/notifications/support'
import { aSubmittedDossier, dossierOf } from '#tests/support/dossiers'
import { runJobs } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'

const PATH = '/admin/courriels/texte?modele=usager-recue'

test.group('The words of a commune’s mails', (group) => {
  const server = withMailServer(group)

  test('are those of the house until the administrator rewrites them, and again when restored', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const text = await admin.get(PATH)
    assert.include(text.html.querySelector('#body')!.text, 'Elle porte la référence {reference}')

    const saved = await admin.submit(text, {
      subject: 'Bien reçu : {reference}',
      body: 'Merci {nom} !\n\nVotre demande « {demarche} » est entre de bonnes mains.',
      after: 'À bientôt à {commune}.',
    })
    assert.include(saved.text, 'C’est enregistré')
    const id = await aSubmittedDossier(commune)
    await runJobs()
    const { reference } = await dossierOf(commune, id)
    const own = server.received.at(-1)!
    assert.equal(own.subject, `Bien reçu : ${reference}`)
    assert.include(own.text!, 'Merci Zoé Martin !\n\nVotre demande « Demande d’essai »')
    assert.match(own.text!, /À bientôt à Commune \d+\./)
    assert.match(own.text!, /\/suivi\/[\w-]{43}/)
    assert.include(
      (await admin.get('/admin/courriels')).text,
      'Réécrit : pour toutes les démarches'
    )

    await admin.submit(await admin.get(PATH), {}, { button: 'go=restore' })
    await aSubmittedDossier(commune)
    await runJobs()
    assert.include(server.received.at(-1)!.text!, 'Gardez-la')
    const journal = await admin.get('/admin/journal')
    assert.include(journal.text, 'Courriel remis comme avant')
  })

  test('are of one démarche where it has its own', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const fields = { body: 'Pour toutes les démarches.' }
    await admin.submit(await admin.get(PATH), fields, { which: '#body' })
    const page = await admin.get(`${PATH}&demarche=demande`)
    assert.include(page.text, 'elle suit celui qui vaut pour toutes')
    await admin.submit(page, { body: 'Pour celle-ci seulement.' }, { which: '#body' })

    await aSubmittedDossier(commune)
    await runJobs()
    assert.include(server.received.at(-1)!.text!, 'Pour celle-ci seulement.')
  })

  test('with a tag that does not exist are refused, with those that do', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const page = await admin.submit(
      await admin.get(PATH),
      { subject: 'Deux\nlignes', body: 'Bonjour {prenom}, {reference} !' },
      { which: '#body' }
    )
    assert.equal(page.status, 422)
    const tag = await admin.submit(
      await admin.get(PATH),
      { subject: 'Reçu', body: 'Bonjour {prenom}, {reference} !' },
      { which: '#body' }
    )
    assert.equal(tag.status, 422)
    assert.include(tag.text, 'La balise « {prenom} » n’existe pas')
    assert.include(tag.text, '{reference}, {demarche}')
    assert.equal(tag.html.querySelector('#body')!.text.trim(), 'Bonjour {prenom}, {reference} !')
  })

  test('are shown as they will read, with a real dossier, before they are kept', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const { reference } = await dossierOf(commune, id)
    const admin = await commune.signedIn('admin')
    const page = await admin.submit(
      await admin.get(PATH),
      { subject: 'Reçu {reference}', body: 'Merci <b>{nom}</b>.' },
      { which: '#body', button: 'go=preview' }
    )
    const letter = page.html.querySelector('.letter')!.structuredText.replaceAll('\u00a0', ' ')
    assert.include(letter, `Aperçu avec le dossier ${reference}`)
    assert.include(letter, `Reçu ${reference}`)
    assert.include(page.body, 'Merci &lt;b&gt;Zoé Martin&lt;/b&gt;.')
    const after = await admin.get(PATH)
    assert.notInclude(after.body, 'Merci &lt;b&gt;')
  })

  test('of a template that does not exist are not found', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    for (const wrong of ['inconnu', '../usager-recue', '']) {
      const path = `/admin/courriels/texte?modele=${encodeURIComponent(wrong)}`
      assert.equal((await admin.get(path)).status, 404)
    }
    assert.equal((await admin.get(`${PATH}&demarche=inconnue`)).status, 404)
    const every = await admin.get('/admin/courriels')
    for (const link of every.html.querySelectorAll('tbody a')) {
      assert.notInclude(link.text, '{')
      const page = await admin.get(link.getAttribute('href')!)
      assert.equal(page.status, 200, link.text)
      const shown = await admin.submit(page, {}, { which: '#body', button: 'go=preview' })
      assert.equal(shown.status, 200, link.text)
    }
  })
})
