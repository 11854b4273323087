import { test } from '@japa/runner'
import { type Definition, guichetUnique } from '#workflow/main'
import {
  act,
  aSubmittedDossier,
  dossierOf,
  lastServiceLien,
  mailsOf,
} from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'

/** The accueil asks for the visa of Urbanisme, by name, and keeps the dossier. */
const withVisa = ({ urbanisme }: { urbanisme: string }): Definition => ({
  ...guichetUnique,
  services: { [urbanisme]: 'Urbanisme' },
  states: {
    ...guichetUnique.states,
    visa: { label: 'Visa de l’urbanisme attendu', holder: 'accueil' },
  },
  actions: {
    ...guichetUnique.actions,
    refuser: { ...guichetUnique.actions.refuser!, from: ['recu', 'reoriente', 'transmis', 'visa'] },
    demander_visa: {
      label: 'Demander le visa',
      from: ['recu'],
      to: 'visa',
      by: ['accueil'],
      effects: [{ type: 'notify', to: 'named', template: 'service-visa' }],
    },
    viser: {
      label: 'Donner le visa',
      past: 'Visa donné',
      from: ['visa'],
      to: 'reoriente',
      by: ['service'],
      for: [urbanisme],
      effects: [{ type: 'notify', to: 'accueil', template: 'accueil-avis' }],
    },
  },
})

test.group('An action that is limited to a service by its name', () => {
  test('is that service’s, by its link, though the accueil keeps the dossier', async ({
    assert,
  }) => {
    const commune = await aCommune({ workflow: withVisa })
    const id = await aSubmittedDossier(commune)
    await act(commune, id, 'demander_visa')
    const mail = (await mailsOf(commune, id)).at(-1)!
    assert.match(mail.recipient, /^urbanisme@/)

    const { voirie } = commune.services
    const other = { role: 'service' as const, id: voirie, serviceId: voirie, label: 'Voirie' }
    await assert.rejects(() => act(commune, id, 'viser', {}, other), /not-possible/)

    const lien = await lastServiceLien(commune, id)
    const visitor = commune.visitor()
    const page = await visitor.get(lien)
    assert.equal(page.status, 200)
    const links = page.html.querySelectorAll('#actions a').map((link) => link.text.trim())
    assert.deepEqual(links, ['Donner le visa'])
    const form = await visitor.get(`/service/dossiers/${id}/actions/viser`)
    const done = await visitor.submit(form, {}, { which: '#action form' })
    assert.include(done.text, 'C’est fait')
    assert.equal((await dossierOf(commune, id)).state, 'reoriente')
    assert.equal((await commune.visitor().get(lien)).status, 410, 'the link died with it')
  })
})
