import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { type Scope, withCommune, withConsole } from '#tenancy/scope'

/**
 * One transaction for one request. An exception is a response by the time `next()` resolves (the
 * exception handler leaves it in `ctx.failure`): without this the change would be committed.
 */
export default class CommuneScopeMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const run = async (scope: Scope) => {
      await next()
      scope.failed = ctx.failure !== undefined
    }
    if (ctx.isConsole) return withConsole(run)
    return ctx.commune ? withCommune(ctx.commune.id, run) : next()
  }
}
