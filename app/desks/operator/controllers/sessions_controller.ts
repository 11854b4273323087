import type { HttpContext } from '@adonisjs/core/http'
import { SignIn } from '#identity/actions/sign_in'
import { safeBack } from '#identity/back'
import Operator from '#identity/operator'
import { signedInOperator } from '#identity/operator_middleware'
import { signInValidator } from '#identity/validators'

/** Sign-in to the console, apart from that of every commune. */
export default class SessionsController {
  async create(ctx: HttpContext) {
    if (await signedInOperator(ctx)) return ctx.response.redirect('/communes')
    return ctx.view.render('pages/operator/sign_in', { back: ctx.request.input('retour') })
  }

  async store(ctx: HttpContext) {
    const { request, response, view, session, auth } = ctx
    const typed = { email: request.input('email', ''), back: request.input('retour') }
    const page = (status: number, data: object) => {
      response.status(status)
      return view.render('pages/operator/sign_in', { ...typed, ...data })
    }
    const [invalid, input] = await signInValidator.tryValidate(request.all())
    if (invalid) return page(422, { error: 'incomplete' })

    const attempt = { ...input, place: 'console', address: request.ip() }
    const outcome = await new SignIn(verify).handle(attempt)
    switch (outcome.type) {
      case 'refused':
        return page(422, { error: 'refused' })
      case 'throttled':
        response.header('Retry-After', String(outcome.retryInSeconds))
        return page(429, { error: 'throttled', minutes: Math.ceil(outcome.retryInSeconds / 60) })
      case 'signed-in':
        await auth.use('operator').login(outcome.account)
        session.regenerate()
        session.put('epoch', outcome.account.sessionEpoch)
        return response.redirect(safeBack(input.retour) ?? '/communes')
    }
  }

  async destroy({ auth, session, response }: HttpContext) {
    await auth.use('operator').logout()
    session.forget('epoch')
    session.regenerate()
    return response.redirect('/connexion')
  }
}

const verify = (email: string, password: string) => Operator.verifyCredentials(email, password)
