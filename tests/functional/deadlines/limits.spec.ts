import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import { DateTime } from 'luxon'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { withCommune } from '#tenancy/scope'
import { type Definition, guichetUnique } from '#workflow/main'
import { dossierOf, mailsOf } from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'
import { actAt, ASKED, at, mailsFrom, runAt, submittedAt } from './support.js'

const NOW = DateTime.now().setZone('Europe/Paris')
const MONDAY = at('2026-03-02T10:00')

/** The guichet unique with the law's silence: accepted after two months, not counting corrections. */
const SILENCE: Definition = {
  ...guichetUnique,
  actions: {
    ...guichetUnique.actions,
    accepter: {
      ...guichetUnique.actions.accepter!,
      by: ['accueil', 'service', 'system'],
    },
  },
  deadlines: [
    ...guichetUnique.deadlines!.filter(({ key }) => key === 'correction'),
    {
      key: 'silence',
      label: 'Silence vaut accord',
      past: 'Demande acceptée : silence gardé deux mois',
      since: 'submission',
      after: 'P2M',
      suspendedIn: ['correction'],
      do: 'accepter',
    },
  ],
}

async function followPage(commune: TestCommune, id: string) {
  const mails = await mailsOf(commune, id)
  const { secret } = mails.findLast((mail) => mail.recipientRole === 'usager' && mail.secret)!
  return commune.visitor().get(`/suivi/${encryption.decrypt(secret!, 'mail')}`)
}

test.group('What is left of a delay', () => {
  test('is in the inbox, in words and in colour, and sorts it', async ({ assert }) => {
    const commune = await aCommune()
    const late = await submittedAt(commune, NOW.minus({ days: 18 }))
    const calm = await submittedAt(commune, NOW.minus({ days: 1 }))
    const soon = await submittedAt(commune, NOW.minus({ days: 13 }))
    const agent = await commune.signedIn('accueil')
    const list = await agent.get('/accueil?tri=limite')

    const rows = list.html.querySelectorAll('tbody tr')
    const order = rows.map(
      (row) => /[\da-f-]{36}/.exec(row.querySelector('a')!.getAttribute('href')!)![0]
    )
    assert.deepEqual(order, [late, soon, calm])
    const cells = rows.map((row) => row.querySelector('[data-label="Échéance"]')!)
    assert.match(cells[0]!.structuredText, /En retard de 3 jours/)
    assert.match(cells[1]!.structuredText, /Reste 2 jours/)
    assert.match(cells[2]!.structuredText, /Reste 14 jours/)
    const tones = cells.map((cell) => cell.querySelector('.badge')!.getAttribute('data-tone'))
    assert.deepEqual(tones, ['danger', 'warning', 'neutral'])

    const back = await agent.get('/accueil?tri=-limite')
    const [first] = back.html.querySelectorAll('tbody tr a')
    assert.include(first!.getAttribute('href')!, calm)
    const page = await agent.get(`/accueil/dossiers/${soon}`)
    assert.include(page.text, 'Délai de traitement')
    assert.include(page.text, 'Reste 2 jours')
  })

  test('of a correction is told to the usager, on their page and in their mail', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await submittedAt(commune, NOW.minus({ days: 10 }))
    assert.notInclude((await followPage(commune, id)).text, 'au plus tard')
    await actAt(commune, id, 'demander_correction', ASKED, NOW.minus({ days: 10 }))

    const page = await followPage(commune, id)
    assert.match(page.text, /Répondez au plus tard le .+ : il vous reste 20 jours\./)
    assert.include(page.text, 'Sans réponse, votre demande sera classée sans suite.')
    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.limitOn!.toISODate(), NOW.plus({ days: 20 }).toISODate())
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(
        id,
        { demande: { precision: 'Devant le 4' } },
        { role: 'usager', label: 'Zoé' }
      )
    )
    assert.notInclude((await followPage(commune, id)).text, 'Répondez au plus tard')
  })

  test('silence accepts after two months, not counting the time of a correction', async ({
    assert,
  }) => {
    const commune = await aCommune({ workflow: SILENCE })
    const id = await submittedAt(commune, MONDAY)
    await actAt(commune, id, 'demander_correction', ASKED, at('2026-03-10T10:00'))
    assert.equal((await dossierOf(commune, id)).limitOn!.toISODate(), '2026-04-09')
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(
        id,
        { demande: { precision: 'Devant le 4' } },
        { role: 'usager', label: 'Zoé' },
        at('2026-03-20T10:00')
      )
    )
    assert.equal((await dossierOf(commune, id)).limitOn!.toISODate(), '2026-05-12')

    await runAt(commune, at('2026-05-12T23:00'))
    assert.equal((await dossierOf(commune, id)).final, null)
    await runAt(commune, at('2026-05-13T00:00'))
    const dossier = await dossierOf(commune, id)
    assert.deepInclude(dossier.$attributes, { final: 'accepted', limitOn: null })
    assert.lengthOf(await mailsFrom(commune, id, 'usager-acceptee'), 1)
  })

  test('a legal silence is told to the usager, and that it stands still', async ({ assert }) => {
    const commune = await aCommune({ workflow: SILENCE })
    const id = await submittedAt(commune, NOW.minus({ days: 3 }))
    const page = await followPage(commune, id)
    assert.include(
      page.text,
      'Sans réponse de la mairie à cette date, votre demande sera acceptée.'
    )
    await actAt(commune, id, 'demander_correction', ASKED, NOW)
    assert.include((await followPage(commune, id)).text, 'ne court pas tant que vous n’avez pas')
    const agent = await commune.signedIn('accueil')
    assert.include((await agent.get(`/accueil/dossiers/${id}`)).text, 'Suspendu')
  })
})
