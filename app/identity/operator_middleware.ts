import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { askToSignIn } from '#identity/ask_to_sign_in'
import type Operator from '#identity/operator'

/** Lets through who has an account of the console. */
export default class OperatorMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const operator = await signedInOperator(ctx)
    if (!operator) return askToSignIn(ctx)
    ctx.operator = operator
    ctx.view.share({ operator })
    return next()
  }
}

/** A session that began before the password changed, or an account suspended since, counts as nobody. */
export async function signedInOperator(ctx: HttpContext): Promise<Operator | null> {
  if (!ctx.isConsole || !(await ctx.auth.use('operator').check())) return null
  const operator = ctx.auth.use('operator').getUserOrFail()
  if (!operator.suspendedAt && ctx.session.get('epoch') === operator.sessionEpoch) return operator
  await ctx.auth.use('operator').logout()
  return null
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Who is signed in at the console, behind `middleware.operator()`. */
    operator: Operator
  }
}
