import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import { type Definition, guichetUnique } from '#workflow/main'
import { act, aSubmittedDossier, dossierOf, journalLines, mailsOf } from '#tests/support/dossiers'
import { aCommune, type TestCommune } from '#tests/support/world'

/** The guichet unique where the usager may also withdraw, and which sorts before « corriger ». */
const WITHDRAWABLE: Definition = {
  ...guichetUnique,
  order: { ...guichetUnique.order, actions: ['abandonner', ...guichetUnique.order!.actions!] },
  actions: {
    abandonner: {
      label: 'Retirer ma demande',
      past: 'Demande retirée par l’usager',
      tone: 'negative',
      confirm: 'La mairie ne l’examinera plus.',
      from: ['recu', 'correction'],
      to: 'sans_suite',
      by: ['usager'],
      form: [
        {
          key: 'raison',
          kind: 'choice',
          title: 'Pourquoi ?',
          required: true,
          visibility: 'usager',
          choices: [
            { value: 'regle', label: 'C’est réglé' },
            { value: 'autre', label: 'Autre raison' },
          ],
        },
      ],
    },
    ...guichetUnique.actions,
  },
}

async function usagerOf(commune: TestCommune, id: string) {
  const { secret } = (await mailsOf(commune, id)).findLast((mail) => mail.secret)!
  const visitor = commune.visitor()
  return { visitor, page: await visitor.get(`/suivi/${encryption.decrypt(secret!, 'mail')}`) }
}

test.group('What a workflow lets the usager do', () => {
  test('has its own form, and is taken once', async ({ assert }) => {
    const commune = await aCommune({ workflow: WITHDRAWABLE })
    const id = await aSubmittedDossier(commune)
    const { visitor, page } = await usagerOf(commune, id)
    assert.include(page.text, 'Retirer ma demande')
    assert.notInclude(page.text, 'Corriger ou compléter')

    const form = await visitor.get(`/dossiers/${id}/actions/abandonner`)
    assert.include(form.text, 'La mairie ne l’examinera plus.')
    const wrong = await visitor.submit(form, {})
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'Le champ « Pourquoi ? » est obligatoire.')
    const done = await visitor.submit(wrong, { 'f[raison]': 'regle' })
    assert.include(done.text, 'C’est fait. Demande retirée par l’usager.')
    assert.equal((await dossierOf(commune, id)).final, 'dropped')

    const lines = await journalLines(commune, id)
    const again = await visitor.submit(form, { 'f[raison]': 'autre' })
    assert.include(again.text, 'Cette action n’est plus possible')
    assert.lengthOf(await journalLines(commune, id), lines.length)
  })

  test('is not taken for the correction that is asked', async ({ assert }) => {
    const commune = await aCommune({ workflow: WITHDRAWABLE })
    const id = await aSubmittedDossier(commune)
    await act(commune, id, 'demander_correction', { message: 'Où ?' })
    const { visitor } = await usagerOf(commune, id)

    const form = await visitor.get(`/dossiers/${id}/correction`)
    await visitor.submit(form, { 'f[demande][precision]': 'Devant le 4' })
    const dossier = await dossierOf(commune, id)
    assert.equal(dossier.state, 'recu')
    assert.equal(dossier.answers.demande!.precision, 'Devant le 4')
  })

  test('what is no action of the usager is no page', async ({ assert }) => {
    const commune = await aCommune({ workflow: WITHDRAWABLE })
    const id = await aSubmittedDossier(commune)
    const { visitor } = await usagerOf(commune, id)
    for (const action of ['accepter', 'rien', 'constructor']) {
      assert.equal((await visitor.get(`/dossiers/${id}/actions/${action}`)).status, 404, action)
    }
  })
})
