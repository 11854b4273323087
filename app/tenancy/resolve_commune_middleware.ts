import type { HttpContext } from '@adonisjs/core/http'
import { Exception } from '@adonisjs/core/exceptions'
import type { NextFn } from '@adonisjs/core/types/http'
import { type Commune, communeByHost } from '#tenancy/commune'
import { consoleHost } from '#tenancy/hostnames'

/** What the page of a suspended commune is made of. */
const LOOKS = /^\/(theme\.css|armes\.svg|images\/[0-9a-f-]{36})$/

/**
 * Which commune is asked, or is it the operators' console? In the server stack, so that even an error
 * page is the commune's own. A hostname that nobody owns gets a bare 404, never another commune.
 */
export default class ResolveCommuneMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (ctx.request.url() === '/health') return next()

    const asked = ctx.request.hostname()
    const host = asked?.toLowerCase()
    // The router knows the console's host by its letters: written otherwise it leads nowhere.
    ctx.isConsole = asked !== null && asked === consoleHost()
    if (ctx.isConsole) return next()

    const commune = host ? await communeByHost(host) : null
    if (!commune) return ctx.response.status(404).type('text/plain').send('Site inconnu.')

    ctx.commune = commune
    ctx.view?.share({ commune })
    if (commune.suspendedAt && !LOOKS.test(ctx.request.url())) throw new Suspended()
    return next()
  }
}

/** Nothing of a suspended commune is served, to anyone. */
class Suspended extends Exception {
  static override status = 503
  static override code = 'E_SUSPENDED'
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Undefined on the host of the console. */
    commune: Commune
    isConsole: boolean
  }
}
