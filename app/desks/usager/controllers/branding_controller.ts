import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#shared/not_found'
import { legible } from '#shared/colour'

/** The commune's colour and arms. Public: sent before the session can add its cookie. */
export default class BrandingController {
  async theme({ commune, response }: HttpContext) {
    const colour = legible(commune.branding.colour)
    response.header('Cache-Control', 'public, max-age=300')
    response.type('text/css').send(colour ? `:root { --commune: ${colour} }\n` : '\n')
    response.finish()
  }

  /** An SVG is a document: in a sandbox of its own, it runs and loads nothing. */
  async arms(ctx: HttpContext) {
    const { commune, response } = ctx
    const { arms } = commune.branding
    if (!arms) throw notFound(ctx)
    response.header('Cache-Control', 'public, max-age=86400')
    response.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'unsafe-inline'; sandbox`
    )
    response.type('image/svg+xml').send(arms)
    response.finish()
  }
}
