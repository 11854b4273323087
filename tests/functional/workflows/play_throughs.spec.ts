import { test } from '@japa/runner'
import { lastServiceLien, mailsOf } from '#tests/support/dossiers'
import type { Page, Visitor } from '#tests/support/visitor'
import { runJobs } from '#tests/support/jobs'
import { aCommune, type TestCommune } from '#tests/support/world'
import { findWorkflow, renameServices } from '#workflow/main'
import { withMailServer } from '../notifications/support.js'

/** A usager sends the small form. @returns the page that says so */
async function sends(person: Visitor, objet = 'Un nid-de-poule'): Promise<Page> {
  const first = await person.get('/demarches/demande/remplir')
  const second = await person.submit(first, { 'f[demande][objet]': objet })
  const contact = { 'f[contact][nom]': 'Zoé Martin', 'f[contact][courriel]': 'zoe@exemple.fr' }
  return person.submit(await person.submit(second, contact))
}

const idOf = ({ path }: Page) => /[0-9a-f-]{36}/.exec(path)![0]

/** Somebody takes an action on its own page, at their desk. */
async function takes(who: Visitor, dossier: string, action: string, fields = {}) {
  const page = await who.get(`${dossier}/actions/${action}`)
  return who.submit(page, fields, { which: '#action form' })
}

const offered = ({ html }: Page) => {
  for (const key of html.querySelectorAll('#actions kbd')) key.remove()
  return html.querySelectorAll('#actions a').map((link) => link.text.trim())
}

const templates = async (commune: TestCommune, id: string) =>
  (await mailsOf(commune, id)).map(({ recipientRole, template }) => `${recipientRole} ${template}`)

test.group('The library’s workflows, played over HTTP', (group) => {
  const server = withMailServer(group)

  test('double visa: nothing is decided before the mayor signs', async ({ assert }) => {
    const commune = await aCommune({
      workflow: ({ urbanisme }) =>
        renameServices(findWorkflow('double-visa')!, {
          maire: { id: urbanisme, label: 'Urbanisme' },
        }),
    })
    const person = commune.visitor()
    const id = idOf(await sends(person))
    const agent = await commune.signedIn('accueil')
    const at = `/accueil/dossiers/${id}`
    assert.deepEqual(offered(await agent.get(at)), [
      'Proposer d’accepter',
      'Proposer de refuser',
      'Demander une correction',
    ])
    assert.equal((await takes(agent, at, 'proposer_refus')).status, 422, 'a motif is required')
    const proposed = await takes(agent, at, 'proposer_refus', { 'f[motif]': 'Trop haut.' })
    assert.deepEqual(offered(proposed), [])
    const follow = await person.get(`/dossiers/${id}`)
    assert.include(follow.text, 'En attente de signature')
    assert.notInclude(follow.text, 'Trop haut.')

    const mayor = commune.visitor()
    const opened = await mayor.get(await lastServiceLien(commune, id))
    assert.deepEqual(offered(opened), ['Signer le refus', 'Ne pas signer'])
    const form = await mayor.get(`/service/dossiers/${id}/actions/viser_refus`)
    assert.equal(form.html.querySelector('#action-motif')!.text.trim(), 'Trop haut.')
    await takes(mayor, `/service/dossiers/${id}`, 'renvoyer', { 'f[raison]': 'Revoir la hauteur.' })
    assert.include((await agent.get(at)).text, 'Revoir la hauteur.')

    await takes(agent, at, 'proposer_accord', { 'f[message]': 'Trois mètres au plus.' })
    const again = commune.visitor()
    await again.get(await lastServiceLien(commune, id))
    const signed = await takes(again, `/service/dossiers/${id}`, 'viser_accord')
    assert.include(signed.text, 'L’usager est prévenu par courriel.')
    const decided = await person.get(`/dossiers/${id}`)
    assert.include(decided.text, 'Acceptée')
    assert.include(decided.text, 'Trois mètres au plus.')
    assert.deepEqual(await templates(commune, id), [
      'usager usager-recue',
      'service service-visa',
      'accueil accueil-renvoyee',
      'service service-visa',
      'usager usager-acceptee',
    ])
    assert.equal((await again.get(`/service/dossiers/${id}`)).status, 410)
  })

  test('declaration: registered on receipt, with its certificate', async ({ assert }) => {
    const commune = await aCommune({ workflow: findWorkflow('declaration')! })
    const person = commune.visitor()
    const id = idOf(await sends(person))
    const before = await person.get(`/dossiers/${id}`)
    assert.include(before.text, 'Enregistrée')
    assert.include(before.text, 'Déclaration enregistrée')

    await runJobs()
    const files = await person.get(`/dossiers/${id}`)
    const link = files.html
      .querySelectorAll('a')
      .find((one) => /\/pieces\//.test(one.getAttribute('href') ?? ''))!
    const paper = await person.get(link.getAttribute('href')!)
    assert.match(paper.body, /^%PDF-/)
    const mail = server.received.find(({ attachments }) => attachments.length > 0)!
    assert.equal(mail.attachments[0]!.contentType, 'application/pdf')

    const agent = await commune.signedIn('accueil')
    assert.deepEqual(offered(await agent.get(`/accueil/dossiers/${id}`)), [])
  })

  test('direct au service: the answers choose, what no rule takes stays', async ({ assert }) => {
    const commune = await aCommune({
      workflow: ({ voirie }) => ({
        ...findWorkflow('direct-au-service')!,
        services: { [voirie]: 'Voirie' },
        routing: [
          {
            when: { all: [{ question: 'demande.objet', is: 'Un nid-de-poule' }] },
            do: 'transmettre',
            with: { service: voirie },
          },
        ],
      }),
    })
    const person = commune.visitor()
    const id = idOf(await sends(person))
    assert.include((await person.get(`/dossiers/${id}`)).text, 'Transmise à Voirie')
    const service = commune.visitor()
    assert.include((await service.get(await lastServiceLien(commune, id))).text, 'Un nid-de-poule')
    await takes(service, `/service/dossiers/${id}`, 'accepter', { 'f[message]': 'Rebouché.' })
    assert.include((await person.get(`/dossiers/${id}`)).text, 'Rebouché.')

    const other = commune.visitor()
    const kept = idOf(await sends(other, 'Un arbre tombé'))
    const agent = await commune.signedIn('accueil')
    assert.include(
      offered(await agent.get(`/accueil/dossiers/${kept}`)),
      'Transmettre pour traitement'
    )
  })
})
