import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { SaveOperator } from '#identity/actions/save_operator'
import { refuseUnsafeProduction } from '#tenancy/production_guard'
import { DEMO_OPERATOR } from '#tenancy/demo_operator'
import { aConsoleVisitor, anOperator, OPERATOR_PASSWORD } from '#tests/support/console'
import { aCommune, PASSWORD } from '#tests/support/world'

test.group('Sign-in to the console', (group) => {
  group.each.setup(() => limiter.clear())

  test('opens it, and leaves it', async ({ assert }) => {
    const operator = await anOperator()
    const visitor = await operator.signedIn()
    const page = await visitor.get('/')
    assert.equal(page.path, '/communes')
    assert.include(page.text, operator.name)
    await visitor.submit(page, {}, { which: 'form[action="/deconnexion"]' })
    assert.equal((await visitor.get('/communes')).path, '/connexion?retour=%2Fcommunes')
  })

  test('brings one back to where one was going, on this site only', async ({ assert }) => {
    const { email } = await anOperator()
    const signedIn = async (path: string) => {
      const visitor = aConsoleVisitor()
      return visitor.submit(await visitor.get(path), { email, password: OPERATOR_PASSWORD })
    }
    assert.equal((await signedIn('/journal')).path, '/journal')
    assert.equal((await signedIn('/connexion?retour=//evil.example')).path, '/communes')
  })

  test('is for operators: no agent of a commune, and no operator at a commune', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const operator = await anOperator()
    const visitor = aConsoleVisitor()
    const email = commune.accounts.admin.email
    const refused = await visitor.submit(await visitor.get('/connexion'), {
      email,
      password: PASSWORD,
    })
    assert.equal(refused.status, 422)

    const there = commune.visitor()
    const credentials = { email: operator.email, password: OPERATOR_PASSWORD }
    assert.equal((await there.submit(await there.get('/connexion'), credentials)).status, 422)
  })

  test('waits after six wrong passwords, whoever then has the right one', async ({ assert }) => {
    const { email } = await anOperator()
    const visitor = aConsoleVisitor()
    const page = await visitor.get('/connexion')
    for (let time = 0; time < 6; time++) {
      const refused = await visitor.submit(page, { email, password: 'faux' })
      assert.equal(refused.status, 422)
    }
    const held = await visitor.submit(page, { email, password: OPERATOR_PASSWORD })
    assert.equal(held.status, 429)
    assert.isAbove(Number(held.headers['retry-after']), 60)
  })

  test('a new password ends the sessions that were open', async ({ assert }) => {
    const { email, signedIn } = await anOperator()
    const [here, there] = [await signedIn(), await signedIn()]
    const form = await here.get('/compte')
    const wrong = await here.submit(form, { current: 'faux', password: 'une autre phrase' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'Ce n’est pas votre mot de passe actuel')
    const short = await here.submit(form, { current: OPERATOR_PASSWORD, password: 'court' })
    assert.equal(short.status, 422)

    const done = await here.submit(form, {
      current: OPERATOR_PASSWORD,
      password: 'une autre phrase',
    })
    assert.include(done.text, 'Votre mot de passe est changé')
    assert.equal((await here.get('/communes')).path, '/communes')
    assert.include((await there.get('/communes')).path, '/connexion')
    const again = aConsoleVisitor()
    const typed = { email, password: 'une autre phrase' }
    assert.equal((await again.submit(await again.get('/connexion'), typed)).path, '/communes')
  })

  test('the demo’s account is refused in production', async ({ assert }) => {
    const refusals = () => refuseUnsafeProduction().then(String, (error: Error) => error.message)
    assert.notInclude(await refusals(), 'the demo’s operator')
    await new SaveOperator().handle(DEMO_OPERATOR, { id: null, name: 'Test' })
    assert.include(await refusals(), 'the demo’s operator is in this database')
  })
})
