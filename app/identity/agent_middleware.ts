import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { errors } from '@adonisjs/core'
import type Account from '#identity/account'
import type { MembershipRole } from '#identity/membership'
import { signedInAccount } from '#identity/signed_in'

/**
 * Lets through an account that has one of these roles. A stranger is asked to sign in; an account
 * without the role finds nothing here (404), and does not learn that something is.
 */
export default class AgentMiddleware {
  async handle(ctx: HttpContext, next: NextFn, roles: MembershipRole[]) {
    const account = await signedInAccount(ctx)
    if (!account) {
      const back = ctx.request.method() === 'GET' ? ctx.request.url(true) : undefined
      return ctx.response
        .redirect()
        .withQs(back ? { retour: back } : {})
        .toPath('/connexion')
    }
    if (!roles.some((role) => account.may(role))) {
      throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    }

    ctx.account = account
    ctx.view.share({ account })
    return next()
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Who is signed in, behind `middleware.agent()`. */
    account: Account
  }
}
