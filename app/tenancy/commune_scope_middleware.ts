import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { withCommune } from '#tenancy/scope'

/**
 * One transaction for one request. An exception is a response by the time `next()` resolves (the
 * exception handler leaves it in `ctx.failure`): without this the change would be committed.
 */
export default class CommuneScopeMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.commune) return next()
    return withCommune(ctx.commune.id, async (scope) => {
      await next()
      scope.failed = ctx.failure !== undefined
    })
  }
}
