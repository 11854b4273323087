import type { HttpContext } from '@adonisjs/core/http'
import { formScript } from '#catalogue/versions'
import { notFound } from '#shared/not_found'

/**
 * The script of a published form: its document and its validator. Public, and never another under the
 * same name: sent before the session can add its cookie.
 */
export default class FormScriptsController {
  async show(ctx: HttpContext) {
    const script = await formScript(ctx.params.file)
    if (!script) throw notFound(ctx)
    if (script.isLasting) {
      ctx.response.header('Cache-Control', 'public, max-age=31536000, immutable')
    }
    ctx.response.type('text/javascript').send(script.source)
    ctx.response.finish()
  }
}
