import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { notFound } from '#shared/not_found'
import type Account from '#identity/account'
import { limitsOf, limitTo } from '#identity/limits'
import type { MembershipRole } from '#identity/membership'
import { signedInAccount } from '#identity/signed_in'
import { typedIn } from '#shared/exception_handler'

/**
 * Lets through an account that has one of these roles. A stranger is asked to sign in; an account
 * without the role finds nothing here (404), and does not learn that something is.
 */
export default class AgentMiddleware {
  async handle(ctx: HttpContext, next: NextFn, roles: MembershipRole[]) {
    const account = await signedInAccount(ctx)
    if (!account) return this.#askToSignIn(ctx)
    if (!roles.some((role) => account.may(role))) {
      throw notFound(ctx)
    }

    // What an administrator sets up is all of it: a limit is about dossiers.
    const limits = roles.includes('admin') ? null : await limitsOf(account)
    if (limits) await limitTo(limits)
    ctx.account = account
    ctx.view.share({ account })
    return next()
  }

  /** Who was signed out while typing keeps what they typed: sign in beside, then send again. */
  async #askToSignIn(ctx: HttpContext) {
    const { request, response, view } = ctx
    if (request.method() === 'GET') {
      return response
        .redirect()
        .withQs({ retour: request.url(true) })
        .toPath('/connexion')
    }
    const requestId = request.id()
    const page = await view.render('pages/errors/expired', {
      ...typedIn(ctx),
      signIn: true,
      requestId,
    })
    return response.status(401).send(page)
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Who is signed in, behind `middleware.agent()`. */
    account: Account
  }
}
