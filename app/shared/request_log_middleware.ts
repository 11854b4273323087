import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * One line a request; the logger of a request says its id. The route's pattern is logged and not the address: an address may carry a
 * lien's token.
 */
export default class RequestLogMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const began = performance.now()
    await next()
    ctx.response.onFinish(() => {
      ctx.logger.info({
        host: ctx.request.hostname(),
        method: ctx.request.method(),
        route: ctx.route?.pattern ?? null,
        status: ctx.response.getStatus(),
        ms: Math.round(performance.now() - began),
      })
    })
  }
}
