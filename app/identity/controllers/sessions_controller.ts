import type { HttpContext } from '@adonisjs/core/http'
import Account from '#identity/account'
import { SignIn } from '#identity/actions/sign_in'
import { safeBack } from '#identity/back'
import { tell } from '#tenancy/notices'
import { signInValidator } from '#identity/validators'
import { signedInAccount } from '#identity/signed_in'

export default class SessionsController {
  async create(ctx: HttpContext) {
    const account = await signedInAccount(ctx)
    if (account) return ctx.response.redirect(home(account))
    return ctx.view.render('pages/identity/sign_in', { back: ctx.request.input('retour') })
  }

  async store(ctx: HttpContext) {
    const { request, response, view, session, auth, commune } = ctx
    const [invalid, input] = await signInValidator.tryValidate(request.all())
    const typed = { email: request.input('email', ''), back: request.input('retour') }
    if (invalid) {
      return response
        .status(422)
        .send(await view.render('pages/identity/sign_in', { ...typed, error: 'incomplete' }))
    }

    const outcome = await new SignIn(verify).handle({
      ...input,
      place: commune.id,
      address: request.ip(),
    })
    switch (outcome.type) {
      case 'refused':
        return response
          .status(422)
          .send(await view.render('pages/identity/sign_in', { ...typed, error: 'refused' }))
      case 'throttled': {
        const minutes = Math.ceil(outcome.retryInSeconds / 60)
        response.header('Retry-After', String(outcome.retryInSeconds))
        return response
          .status(429)
          .send(
            await view.render('pages/identity/sign_in', { ...typed, error: 'throttled', minutes })
          )
      }
      case 'signed-in':
        await auth.use('agent').login(outcome.account)
        session.regenerate()
        session.put('epoch', outcome.account.sessionEpoch)
        await outcome.account.load('memberships')
        return response.redirect(safeBack(input.retour) ?? home(outcome.account))
    }
  }

  async destroy({ auth, session, response }: HttpContext) {
    await auth.use('agent').check()
    const id = auth.use('agent').user?.id
    // Its other screens ask again whether they still may.
    if (id) await tell('account', id)
    await auth.use('agent').logout()
    session.forget('epoch')
    session.regenerate()
    return response.redirect('/connexion')
  }
}

/** The desk of the first role that it has; who has none is shown the commune's home. */
function home(account: Account) {
  const role = (['accueil', 'superviseur', 'admin'] as const).find((one) => account.may(one))
  return role ? `/${role}` : '/'
}

const verify = (email: string, password: string) => Account.verifyCredentials(email, password)
