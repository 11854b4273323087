import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { randomBytes } from '#shared/random'

/** Where shield keeps what its tokens are made of. */
const SECRET = 'csrf-secret'

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
      // As shield does for whoever has none, but not byte by byte from the system.
      if (!ctx.session.has(SECRET)) ctx.session.put(SECRET, randomBytes(18).toString('base64url'))
    }
    return next()
  }
}
