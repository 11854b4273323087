import type { HttpContext } from '@adonisjs/core/http'
import type Account from '#identity/account'

/**
 * The account that is signed in here, with its roles. A session that began before the password
 * changed, or an account suspended since, counts as nobody.
 */
export async function signedInAccount(ctx: HttpContext): Promise<Account | null> {
  if (!(await ctx.auth.use('agent').check())) return null

  const account = ctx.auth.use('agent').getUserOrFail()
  if (account.suspendedAt || ctx.session.get('epoch') !== account.sessionEpoch) {
    await ctx.auth.use('agent').logout()
    return null
  }
  await account.load('memberships')
  return account
}
