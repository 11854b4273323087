import app from '@adonisjs/core/services/app'
import { MultipartFile } from '@adonisjs/core/bodyparser'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'

const PAGES: Record<number, string> = {
  403: 'forbidden',
  404: 'not_found',
  429: 'too_many',
}

/**
 * Turns what was thrown into a page of the site, with the request's id for whoever is called
 * about it. What is expected to go wrong is not thrown: it is a result, handled by its controller.
 */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected override debug = app.inDev && !!process.env.DEV_MODE

  override async handle(error: unknown, ctx: HttpContext) {
    ctx.failure = error
    const { status = 500, code } = error as { status?: number; code?: string }

    if (code === 'E_BAD_CSRF_TOKEN') return this.#repost(ctx)
    if (this.debug && status >= 500) return super.handle(error, ctx)
    if (code === 'E_SUSPENDED') {
      ctx.response.header('Retry-After', '3600')
      return this.#page(ctx, 503, 'suspended')
    }
    if (code === 'E_REQUEST_ENTITY_TOO_LARGE') return this.#page(ctx, 413, 'too_large')

    const known = status >= 400 && status < 500
    return this.#page(
      ctx,
      known ? status : 500,
      PAGES[status] ?? (known ? 'bad_request' : 'server_error')
    )
  }

  override async report(error: unknown, ctx: HttpContext) {
    const { status = 500, code } = error as { status?: number; code?: string }
    if (status < 500 || code === 'E_SUSPENDED') return
    ctx.logger.error({ err: error }, 'request failed')
  }

  /**
   * The session ended while somebody was typing. What they typed comes back in the page, behind
   * one button that sends it again with a fresh token; files are named, since they cannot be.
   */
  #repost(ctx: HttpContext) {
    return this.#page(ctx, 403, 'expired', typedIn(ctx))
  }

  async #page(ctx: HttpContext, status: number, name: string, data: Record<string, unknown> = {}) {
    ctx.response.status(status)
    ctx.response.header('Cache-Control', 'no-store')
    const requestId = ctx.request.id()
    if (!ctx.view) return ctx.response.type('text/plain').send(`Erreur ${status} (${requestId})`)
    return ctx.response.send(await ctx.view.render(`pages/errors/${name}`, { ...data, requestId }))
  }
}

/**
 * Nested form fields as the flat names they were posted under: `f[page][question][]`, with a
 * number where a list holds more than texts. A list may have holes, a billion of them.
 */
export function flatten(value: unknown, name = ''): { name: string; value: string }[] {
  if (value instanceof MultipartFile) return []
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) => {
      const place = Array.isArray(value) && typeof item !== 'object' ? '' : key
      return flatten(item, name ? `${name}[${place}]` : key)
    })
  }
  return name && value !== undefined && value !== null ? [{ name, value: String(value) }] : []
}

/** What `pages/errors/expired` needs to offer again what somebody sent. */
export function typedIn({ request }: HttpContext) {
  const typed = { ...request.body() }
  delete typed._csrf
  return {
    action: request.url(true),
    fields: flatten(typed),
    files: Object.keys(request.allFiles()).length > 0,
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The exception that this response was made of, if it was. */
    failure?: unknown
  }
}
