import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'
import Picture from '#documents/picture'
import { notFound } from '#shared/not_found'

/** The commune's logo and photo. An id never shows anything else: kept for as long as one likes. */
export default class PicturesController {
  async show(ctx: HttpContext) {
    const { params, response } = ctx
    const picture = await Picture.find(params.id)
    if (!picture) throw notFound(ctx)
    const bytes = await drive.use().getBytes(picture.diskKey)
    response.header('Cache-Control', 'public, max-age=31536000, immutable')
    response.header('Content-Security-Policy', `default-src 'none'; sandbox`)
    response.header('X-Content-Type-Options', 'nosniff')
    response.header('Content-Type', picture.type)
    response.send(Buffer.from(bytes))
    response.finish()
  }
}
