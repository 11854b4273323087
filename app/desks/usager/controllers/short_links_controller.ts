import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import { notFound } from '#shared/not_found'

/** `/d/:short`, as it stands on posters: leads to the démarche, and takes along what is asked for. */
export default class ShortLinksController {
  async show(ctx: HttpContext) {
    const { params, request, response } = ctx
    const demarche = await Demarche.query().where('short', params.short.toLowerCase()).first()
    if (!demarche?.versionId) throw notFound(ctx)
    const { query } = request.parsedUrl
    const path = `/demarches/${demarche.slug}`
    return response.redirect().toPath(query ? `${path}?${query}` : path)
  }
}
