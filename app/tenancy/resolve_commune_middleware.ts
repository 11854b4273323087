import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { type Commune, communeByHost } from '#tenancy/commune'

/**
 * Which commune is asked? In the server stack, so that even an error page is the commune's own.
 * A hostname that nobody owns gets a bare 404, never another commune.
 */
export default class ResolveCommuneMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (ctx.request.url() === '/health') return next()

    const host = ctx.request.hostname()?.toLowerCase()
    const commune = host ? await communeByHost(host) : null
    if (!commune) return ctx.response.status(404).type('text/plain').send('Site inconnu.')

    ctx.commune = commune
    ctx.view?.share({ commune })
    return next()
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    commune: Commune
  }
}
