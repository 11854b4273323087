import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import { mentionedIn } from '#dossiers/mentions'
import { aSubmittedDossier, act, journalLines, mailsOf } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'

const which = 'form[action$="/notes"]'
const people = ['Voirie', 'État civil', 'Anne Accueil', 'Anne Martin', 'Bruno Petit', 'Voirie Nord']
const called = (text: string) =>
  mentionedIn(
    text,
    people.map((label) => ({ label }))
  ).map(({ label }) => label)

test.group('Mentions', () => {
  test('a name after an arobase is found, whatever its accents and its case', ({ assert }) => {
    assert.deepEqual(called('@voirie, pouvez-vous voir avec @Etat civil ?'), [
      'Voirie',
      'État civil',
    ])
    assert.deepEqual(called('Merci @Voirie nord.'), ['Voirie Nord'], 'the longer name is meant')
    assert.deepEqual(called('@Bruno'), ['Bruno Petit'])
    assert.deepEqual(called('@Anne'), [], 'there are two of them')
    assert.deepEqual(called('@Anne Martin @Anne Martin'), ['Anne Martin'])
    assert.deepEqual(called('zoe@voirie.fr @Voiries @ Voirie'), [])
  })

  test('who is called by a note is mailed the note and the way to the dossier', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    assert.include(page.text, '@Voirie')
    const note = '@Sylvie et @Voirie : c’est le même trou qu’hier ? @Anne Accueil note.'
    const noted = await agent.submit(page, { note }, { which })
    assert.include(noted.text, 'Sylvie Superviseure, Voirie')

    const mails = (await mailsOf(commune, id)).filter(({ template }) => template === 'mention')
    assert.sameMembers(
      mails.map(({ recipientRole }) => recipientRole),
      ['superviseur', 'service'],
      'nobody is told of what they wrote themselves'
    )
    assert.equal(mails[0]!.data.author, 'Anne Accueil')
    const line = (await journalLines(commune, id)).findLast(({ type }) => type === 'note')!
    assert.lengthOf(line.data.mentions, 2)
    assert.isFalse(line.public)

    const service = commune.visitor()
    const token = encryption.decrypt(mails.find(({ secret }) => secret)!.secret!, 'mail')
    const opened = await service.get(`/service/${token}`)
    assert.include(opened.text, 'le même trou')
    assert.lengthOf(opened.html.querySelectorAll('a[href*="/actions/"]'), 0, 'it treats nothing')
    const answered = await service.submit(opened, { note: '@Anne Accueil oui.' }, { which })
    assert.equal(answered.status, 200)
    const mail = (await mailsOf(commune, id)).at(-1)!
    assert.deepInclude(mail.$attributes, { template: 'mention', recipientRole: 'accueil' })
    assert.isNull(mail.secret, 'an agent signs in')
  })

  test('a closed dossier opens to no service', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    await agent.submit(page, { note: '@Voirie ?' }, { which })
    const { secret } = (await mailsOf(commune, id)).at(-1)!
    const lien = `/service/${encryption.decrypt(secret!, 'mail')}`
    assert.equal((await commune.visitor().get(lien)).status, 200)

    await act(commune, id, 'accepter')
    assert.equal((await commune.visitor().get(lien)).status, 410)
    const before = await mailsOf(commune, id)
    await agent.submit(page, { note: '@Voirie pour information' }, { which })
    assert.lengthOf(await mailsOf(commune, id), before.length)
  })
})
