import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { notFound } from '#shared/not_found'
import type Account from '#identity/account'
import { askToSignIn } from '#identity/ask_to_sign_in'
import { limitsOf, limitTo } from '#identity/limits'
import type { MembershipRole } from '#identity/membership'
import { signedInAccount } from '#identity/signed_in'

/**
 * Lets through an account that has one of these roles. A stranger is asked to sign in; an account
 * without the role finds nothing here (404), and does not learn that something is.
 */
export default class AgentMiddleware {
  async handle(ctx: HttpContext, next: NextFn, roles: MembershipRole[]) {
    const account = await signedInAccount(ctx)
    if (!account) return askToSignIn(ctx)
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
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Who is signed in, behind `middleware.agent()`. */
    account: Account
  }
}
