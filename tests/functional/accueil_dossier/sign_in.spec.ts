import { test } from '@japa/runner'
import { aSubmittedDossier, journalLines } from '#tests/support/dossiers'
import { sql, withCommune } from '#tenancy/scope'
import { aCommune, PASSWORD, type TestCommune } from '#tests/support/world'
import type { Visitor } from '#tests/support/visitor'

async function signIn(visitor: Visitor, email: string, password: string, query = '') {
  const page = await visitor.get(`/connexion${query}`)
  return visitor.submit(page, { email, password })
}

const agentOf = (commune: TestCommune) => commune.accounts.accueil.email

test.group('Signing in', () => {
  test('a wrong password, an unknown account and an empty form get in nobody', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const visitor = commune.visitor()

    const wrong = await signIn(visitor, agentOf(commune), 'pas-le-bon')
    const unknown = await signIn(visitor, 'personne@exemple.fr', PASSWORD)
    assert.equal(wrong.status, 422)
    assert.equal(unknown.status, 422)
    const said = 'Adresse ou mot de passe incorrect.'
    assert.include(wrong.text, said)
    assert.include(unknown.text, said)
    assert.equal(wrong.html.querySelector('#email')!.getAttribute('value'), agentOf(commune))
    assert.isUndefined(wrong.html.querySelector('#password')!.getAttribute('value'))

    const empty = await signIn(visitor, '', '')
    assert.equal(empty.status, 422)
    assert.include(empty.text, 'Indiquez votre adresse électronique')
    assert.include((await visitor.get('/accueil')).path, '/connexion')
  })

  test('guessing is stopped, even with the right password at last', async ({ assert }) => {
    const commune = await aCommune()
    const visitor = commune.visitor()
    for (let tries = 0; tries < 6; tries++)
      await signIn(visitor, agentOf(commune), `essai-${tries}`)

    const stopped = await signIn(visitor, agentOf(commune), PASSWORD)
    assert.equal(stopped.status, 429)
    assert.match(stopped.text, /réessayez dans (une minute|\d+ minutes)/)
    assert.isAbove(Number(stopped.headers['retry-after']), 0)
    const { email } = commune.accounts.superviseur
    const other = await signIn(commune.visitor(), email, PASSWORD)
    assert.notInclude(other.path, '/connexion')
  })

  test('the session begins anew, and ends', async ({ assert }) => {
    const commune = await aCommune()
    const visitor = commune.visitor()
    await visitor.get('/connexion')
    const before = visitor.cookies.get('guichet')

    await signIn(visitor, agentOf(commune), PASSWORD)
    assert.notEqual(visitor.cookies.get('guichet'), before)

    const page = await visitor.get('/accueil')
    assert.equal(page.path, '/accueil')
    await visitor.submit(page, {}, { which: 'form[action="/deconnexion"]' })
    assert.include((await visitor.get('/accueil')).path, '/connexion')
  })

  test('a suspended account is out, also where it was in', async ({ assert }) => {
    const commune = await aCommune()
    const agent = await commune.signedIn('accueil')
    await withCommune(commune.id, () => sql('update accounts set suspended_at = now()'))

    assert.include((await agent.get('/accueil')).path, '/connexion')
    const refused = await signIn(commune.visitor(), agentOf(commune), PASSWORD)
    assert.equal(refused.status, 422)
  })

  test('the way back stays on this site', async ({ assert }) => {
    const commune = await aCommune()
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/\t/evil.example',
    ]) {
      const query = `?retour=${encodeURIComponent(evil)}`
      const page = await signIn(commune.visitor(), agentOf(commune), PASSWORD, query)
      assert.equal(page.path, '/accueil', evil)
    }
    const page = await signIn(
      commune.visitor(),
      agentOf(commune),
      PASSWORD,
      '?retour=/accueil%3Fx=1'
    )
    assert.equal(page.path, '/accueil?x=1')
  })

  test('a session does not travel to another commune', async ({ assert }) => {
    const commune = await aCommune()
    const elsewhere = await aCommune()
    const agent = await commune.signedIn('accueil')
    const thief = elsewhere.visitor()
    for (const [name, value] of agent.cookies) thief.cookies.set(name, value)
    assert.include((await thief.get('/accueil')).path, '/connexion')
  })

  test('who is signed out while typing loses nothing', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const form = await agent.get(`/accueil/dossiers/${id}/actions/refuser`)
    agent.cookies.clear()

    const expired = await agent.submit(form, { 'f[motif]': 'Un motif longuement pesé' })
    const again = await agent.submit(expired)
    assert.equal(again.status, 401)
    await signIn(agent, agentOf(commune), PASSWORD)
    await agent.submit(again)

    const lines = await journalLines(commune, id)
    assert.equal(
      lines.find((line) => line.action === 'refuser')?.data.motif,
      'Un motif longuement pesé'
    )
  })
})
