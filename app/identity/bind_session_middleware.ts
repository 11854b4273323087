import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * A session belongs to the commune where it began. The cookie is host-only already; one that is
 * carried to another commune by hand is emptied here.
 */
export default class BindSessionMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (ctx.commune && ctx.session) {
      const bound = ctx.session.get('commune')
      if (bound !== undefined && bound !== ctx.commune.id) ctx.session.clear()
      if (bound !== ctx.commune.id) ctx.session.put('commune', ctx.commune.id)
    }
    return next()
  }
}
