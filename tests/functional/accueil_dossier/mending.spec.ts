import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import type { Document } from '#forms/main'
import { answersStamp, MendAnswer } from '#dossiers/actions/mend_answer'
import { verifyJournal } from '#dossiers/queries/verify_journal'
import Dossier from '#dossiers/dossier'
import { composeLetter } from '#notifications/letter'
import { communeById } from '#tenancy/commune'
import { sql, withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, dossierOf, journalLines, mailsOf } from '#tests/support/dossiers'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'

/** With a condition, what is sensitive, what only the usager gives, and what is computed. */
const FORM = structuredClone(SMALL_FORM) as any
const { demande, contact } = FORM.properties
demande['x-order'].push('suite', 'lieu', 'place')
Object.assign(demande.properties, {
  suite: { 'type': 'boolean', 'title': 'Urgent', 'x-question': 'yes-no' },
  lieu: {
    'type': 'string',
    'title': 'Pourquoi',
    'x-question': 'short-text',
    'x-show-if': { all: [{ question: 'demande.suite', is: true }] },
  },
  place: {
    'type': 'object',
    'title': 'Les lieux',
    'x-question': 'section',
    'x-order': ['etage', 'porte'],
    'properties': {
      etage: { 'type': 'string', 'title': 'Étage', 'x-question': 'short-text' },
      porte: {
        'type': 'string',
        'title': 'Code de porte',
        'x-question': 'short-text',
        'x-sensitive': true,
      },
    },
  },
})
contact['x-order'].push('honneur')
contact.properties.honneur = {
  'type': 'boolean',
  'title': 'Je certifie que c’est vrai',
  'x-question': 'declaration',
}

const ANSWERS = {
  demande: { objet: 'Un nid-de-poulle', suite: false, place: { etage: '2', porte: 'A12' } },
  contact: { nom: 'Zoé Martin', courriel: 'zoe@exemple.fr', honneur: true },
}
const AGENT = { role: 'accueil' as const, label: 'Bruno Collègue' }

test.group('An agent mends an answer', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    commune = await aCommune({ form: FORM as Document })
  })
  const opened = (id: string, question: string, desk = 'accueil/dossiers') =>
    `/${desk}/${id}/reponses/${question}`
  const lastLetter = async (id: string) => {
    const mail = (await mailsOf(commune, id)).at(-1)!
    const letter = await withCommune(commune.id, async () =>
      composeLetter(mail, await communeById(commune.id))
    )
    return { mail, letter }
  }

  /** As someone who has the answers of this moment in view. */
  async function mend(id: string, path: string, decoded: object, stamp?: string) {
    return withCommune(commune.id, async () => {
      const dossier = await Dossier.findOrFail(id)
      return new MendAnswer().handle({
        dossierId: id,
        path,
        decoded: decoded as Record<string, unknown>,
        reason: 'Signalé par téléphone.',
        actor: AGENT,
        stamp: stamp ?? answersStamp(dossier),
      })
    })
  }

  test('before, after and why are kept, and the usager is told', async ({ assert }) => {
    const id = await aSubmittedDossier(commune, ANSWERS)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    assert.exists(page.html.querySelector(`a[href="${opened(id, 'demande.objet')}"]`))
    const sheet = await agent.get(opened(id, 'demande.objet'))
    const done = await agent.submit(sheet, {
      'f[demande][objet]': 'Un nid-de-poule',
      'reason': 'Faute de frappe.',
    })

    assert.include(done.text, 'La réponse est corrigée. L’usager est prévenu par courriel.')
    assert.match(done.html.querySelector('.summary__note')!.text, /Modifié par la mairie le/)
    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.answers.demande!.objet, 'Un nid-de-poule')
    assert.match(dossier.search, /\bpoule\b/)
    const line = (await journalLines(commune, id)).find(({ type }) => type === 'answer')!
    const change = { before: 'Un nid-de-poulle', after: 'Un nid-de-poule' }
    assert.deepEqual(line.data, {
      reason: 'Faute de frappe.',
      changes: [{ path: 'demande.objet', title: 'Objet', ...change }],
    })
    assert.isNull((await withCommune(commune.id, verifyJournal)).broken)

    const { mail, letter } = await lastLetter(id)
    assert.equal(mail.recipient, 'zoe@exemple.fr')
    assert.deepEqual(letter.changes, [
      'Objet\u00a0: «\u00a0Un nid-de-poulle\u00a0» devient «\u00a0Un nid-de-poule\u00a0»',
    ])
    assert.equal(letter.quotes[0]!.text, 'Faute de frappe.')
    const follow = await commune.visitor().get(new URL(letter.button!.url).pathname)
    assert.equal(follow.html.querySelector('.summary__note')!.text.trim(), 'Modifié par la mairie')
    assert.include(follow.text, 'Faute de frappe.')
    assert.include(follow.text, 'Un nid-de-poulle')
    assert.notInclude(follow.text, 'Bruno')
  })

  test('what is wrong, missing or would drag others along is told, and nothing is kept', async ({
    assert,
  }) => {
    const id = await aSubmittedDossier(commune, ANSWERS)
    const chief = await commune.signedIn('superviseur')
    const path = opened(id, 'contact.courriel', 'superviseur/dossiers')
    const sheet = await chief.get(path)
    const silent = await chief.submit(sheet, { 'f[contact][courriel]': 'zoe@exemple.com' })
    assert.equal(silent.status, 422)
    assert.include(silent.text, 'Indiquez pourquoi vous corrigez cette réponse.')
    const typed = (page: typeof silent) =>
      page.html.querySelector('input[name="f[contact][courriel]"]')!.getAttribute('value')
    assert.equal(typed(silent), 'zoe@exemple.com')
    const wrong = await chief.submit(sheet, { 'f[contact][courriel]': 'zoe', 'reason': 'Faute' })
    assert.equal(wrong.status, 422)
    assert.exists(wrong.html.querySelector('[aria-invalid="true"]'))
    assert.equal(wrong.html.querySelector('#reason')!.text.trim(), 'Faute')

    const urgent = await chief.get(opened(id, 'demande.suite', 'superviseur/dossiers'))
    const dragged = await chief.submit(urgent, { 'f[demande][suite]': 'oui', 'reason': 'Faute' })
    assert.equal(dragged.status, 422)
    assert.match(dragged.text, /Il faudrait alors répondre aussi à\s: Pourquoi\./)
    assert.deepEqual((await dossierOf(commune, id)).answers, ANSWERS)
    assert.isFalse((await journalLines(commune, id)).some(({ type }) => type === 'answer'))
  })

  test('a new address gets the mail, and the old one loses its links', async ({ assert }) => {
    const id = await aSubmittedDossier(commune, ANSWERS)
    await mend(id, 'contact.courriel', { courriel: 'zoe.martin@exemple.fr' })
    assert.equal((await dossierOf(commune, id)).contactEmail, 'zoe.martin@exemple.fr')
    const [leaving, mail] = (await mailsOf(commune, id)).slice(-2)
    assert.equal(leaving!.recipient, 'zoe@exemple.fr')
    assert.isNull(leaving!.secret)
    assert.notInclude(JSON.stringify(leaving!.data), 'zoe.martin')
    assert.equal(mail!.recipient, 'zoe.martin@exemple.fr')
    const liens = await withCommune(commune.id, () =>
      sql<any>('select made_for, revoked_at from liens where dossier_id = ?', [id])
    )
    for (const lien of liens) {
      assert.equal(lien.revoked_at !== null, lien.made_for === 'zoe@exemple.fr', lien.made_for)
    }
    const first = (await mailsOf(commune, id))[0]!
    const token = encryption.decrypt(first.secret!, 'mail')
    assert.equal((await commune.visitor().get(`/suivi/${token}`)).status, 410)
  })

  test('one question of a section changes alone; what is sensitive is in no mail', async ({
    assert,
  }) => {
    const id = await aSubmittedDossier(commune, ANSWERS)
    await mend(id, 'demande.place.porte', { place: { etage: 'X', porte: 'B34' } })
    const { answers } = await dossierOf(commune, id)
    assert.deepEqual(answers.demande!.place, { etage: '2', porte: 'B34' })
    const { mail, letter } = await lastLetter(id)
    assert.deepEqual(letter.changes, ['Code de porte'])
    assert.notInclude(JSON.stringify(mail.data), 'B34')
  })

  test('of two at once the second is told, and keeps what they typed', async ({ assert }) => {
    const id = await aSubmittedDossier(commune, ANSWERS)
    const agent = await commune.signedIn('accueil')
    const sheet = await agent.get(opened(id, 'demande.objet'))
    await mend(id, 'demande.place.etage', { place: { etage: '3' } })
    const typed = { 'f[demande][objet]': 'Un trou', 'reason': 'Faute de frappe.' }
    const late = await agent.submit(sheet, typed)
    assert.equal(late.status, 409)
    assert.match(late.text, /Bruno Collègue, le .* «\sRéponse modifiée par la mairie\s»/)
    const again = await agent.submit(late)
    assert.include(again.text, 'La réponse est corrigée')
    const { answers } = await dossierOf(commune, id)
    assert.equal(answers.demande!.objet, 'Un trou')
    assert.deepEqual(answers.demande!.place, { etage: '3', porte: 'A12' })
  })

  test('not what only the usager gives, not while they correct, not once it is closed', async ({
    assert,
  }) => {
    const id = await aSubmittedDossier(commune, ANSWERS)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    for (const question of ['contact.honneur', 'demande.photos', 'demande.lieu', 'demande.place']) {
      assert.notExists(page.html.querySelector(`a[href="${opened(id, question)}"]`), question)
      const refused = await agent.get(opened(id, question))
      assert.include(refused.text, 'Cette réponse ne peut être donnée que par l’usager', question)
      assert.deepEqual(await mend(id, question, {}), { type: 'barred', why: 'question' }, question)
    }
    await act(commune, id, 'demander_correction', { message: 'Précisez.' })
    const corrected = await agent.get(`/accueil/dossiers/${id}`)
    assert.notInclude(corrected.body, '/reponses/')
    const objet = { objet: 'Autre' }
    assert.deepEqual(await mend(id, 'demande.objet', objet), { type: 'barred', why: 'usager' })
    const closed = await aSubmittedDossier(commune, ANSWERS)
    await act(commune, closed, 'accepter')
    assert.deepEqual(await mend(closed, 'demande.objet', objet), { type: 'barred', why: 'closed' })
    assert.equal((await agent.get('/accueil/dossiers/' + id + '/reponses/demande')).status, 404)
  })
})
