import { test } from '@japa/runner'
import Account from '#identity/account'
import Membership from '#identity/membership'
import { issueLien } from '#tests/support/liens'
import Dossier from '#dossiers/dossier'
import { withCommune } from '#tenancy/scope'
import {
  act,
  aDraft,
  aSubmittedDossier,
  dossierOf,
  journalLines,
  mailsOf,
} from '#tests/support/dossiers'
import type { Visitor } from '#tests/support/visitor'
import { aCommune, PASSWORD, type TestCommune } from '#tests/support/world'
import { meet } from './meeting.js'

test.group('At the same moment', () => {
  test('two clicks on « Envoyer » send one dossier', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aDraft(commune)
    const person = await holding(commune, id, 'draft')
    const check = await person.get(`/brouillons/${id}/verifier`)

    const pages = await meet(commune, id, [() => person.submit(check), () => person.submit(check)])

    const { reference } = await dossierOf(commune, id)
    for (const page of pages) {
      assert.equal(page.path, `/dossiers/${id}/envoye`)
      assert.include(page.text, reference!)
    }
    assert.deepEqual(
      (await journalLines(commune, id)).map(({ type }) => type),
      ['submitted']
    )
    assert.deepEqual(
      (await mailsOf(commune, id)).map(({ template }) => template),
      ['usager-recue']
    )
    assert.lengthOf(await dossiersOf(commune), 1)
  })

  test('two clicks on the first page begin one draft', async ({ assert }) => {
    const commune = await aCommune()
    const person = commune.visitor()
    const first = await person.get('/demarches/demande/remplir')
    const send = () => person.submit(first, { 'f[demande][objet]': 'Un nid-de-poule' })

    const pages = await meet(commune, null, [send, send])

    const [draft, ...others] = await dossiersOf(commune)
    assert.isEmpty(others)
    assert.deepEqual(draft!.answers.demande, { objet: 'Un nid-de-poule' })
    for (const page of pages) assert.equal(page.path, `/brouillons/${draft!.id}/contact`)
  })

  test('of two agents one decides, and the other loses nothing typed', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const anne = await commune.signedIn('accueil')
    const bruno = await aColleague(commune)
    const accept = await anne.get(`/accueil/dossiers/${id}/actions/accepter`)
    const refuse = await bruno.get(`/accueil/dossiers/${id}/actions/refuser`)
    const [ours, theirs] = ['Passage lundi matin.', 'Hors de la commune.']
    const form = { which: '#action form' }

    const pages = await meet(commune, id, [
      () => anne.submit(accept, { 'f[message]': ours }, form),
      () => bruno.submit(refuse, { 'f[motif]': theirs }, form),
    ])

    const steps = (await journalLines(commune, id)).filter(({ toState }) => toState)
    assert.lengthOf(steps, 2, 'it came in, and was decided once')
    assert.equal((await dossierOf(commune, id)).revision, 2)
    const decision = steps[1]!
    const [won, lost] = decision.action === 'accepter' ? pages : pages.toReversed()
    const [said, unsaid] = decision.action === 'accepter' ? [ours, theirs] : [theirs, ours]
    assert.equal(won!.status, 200)
    assert.equal(lost!.status, 409)
    assert.include(lost!.text, decision.actorLabel)
    assert.include(lost!.text, unsaid)
    assert.include(JSON.stringify(decision.data), said)
    const mails = (await mailsOf(commune, id)).map(({ template }) => template)
    const told = decision.action === 'accepter' ? 'usager-acceptee' : 'usager-refusee'
    assert.deepEqual(mails, ['usager-recue', told])
  })

  test('two corrections are one, and the other is told', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const asked = { questions: ['demande.objet'], message: 'Quel objet ?' }
    await act(commune, id, 'demander_correction', asked)
    const person = await holding(commune, id, 'follow')
    const page = await person.get(`/dossiers/${id}/correction`)
    const send = (objet: string) => () => person.submit(page, { 'f[demande][objet]': objet })

    const pages = await meet(commune, id, [send('Une ornière'), send('Un trou')])

    const dossier = await dossierOf(commune, id)
    const steps = (await journalLines(commune, id)).filter(({ action }) => action === 'corriger')
    assert.lengthOf(steps, 1)
    assert.deepEqual(pages.map(({ status }) => status).toSorted(), [200, 409])
    const kept = pages[0]!.status === 200 ? 'Une ornière' : 'Un trou'
    assert.equal(dossier.answers.demande!.objet, kept)
    assert.isNull(dossier.correction, 'what came too late does not wait for the next correction')
    assert.equal(dossier.state, 'recu')
  })
})

async function holding(commune: TestCommune, dossierId: string, purpose: 'draft' | 'follow') {
  const { token } = await withCommune(commune.id, () =>
    issueLien({ purpose, dossierId, madeFor: 'zoe@exemple.fr' })
  )
  const person = commune.visitor()
  await person.get(`/${purpose === 'draft' ? 'reprendre' : 'suivi'}/${token}`)
  return person
}

async function aColleague(commune: TestCommune): Promise<Visitor> {
  const email = `bruno@${commune.host}`
  await withCommune(commune.id, async () => {
    const account = await Account.create({ email, name: 'Bruno Collègue', password: PASSWORD })
    await Membership.create({ accountId: account.id, role: 'accueil' })
  })
  const visitor = commune.visitor()
  await visitor.submit(await visitor.get('/connexion'), { email, password: PASSWORD })
  return visitor
}

const dossiersOf = (commune: TestCommune) => withCommune(commune.id, () => Dossier.all())
