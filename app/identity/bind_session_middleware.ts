import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * A session belongs to the commune, or the console, where it began. The cookie is host-only already;
 * one that is carried elsewhere by hand is emptied here.
 */
export default class BindSessionMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const place = ctx.isConsole ? 'console' : ctx.commune?.id
    if (place && ctx.session) {
      const bound = ctx.session.get('commune')
      if (bound !== undefined && bound !== place) ctx.session.clear()
      if (bound !== place) ctx.session.put('commune', place)
    }
    return next()
  }
}
