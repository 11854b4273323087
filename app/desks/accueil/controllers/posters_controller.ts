import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import { posterOf, shortPath } from '#catalogue/posters'
import { notFound } from '#shared/not_found'

/** Short links and posters, for whoever works at the town hall. */
export default class PostersController {
  async index({ view }: HttpContext) {
    const demarches = await Demarche.published()
    return view.render('pages/accueil/posters', {
      demarches: demarches.map((demarche) => ({
        title: demarche.title,
        link: shortPath(demarche),
        poster: `/affiches/${demarche.slug}`,
        keys: `/demarches/${demarche.slug}/liens`,
      })),
    })
  }

  async show(ctx: HttpContext) {
    const demarche = await Demarche.query().where('slug', ctx.params.slug).first()
    if (!demarche?.versionId) throw notFound(ctx)
    const poster = posterOf(demarche, ctx.commune)
    return ctx.view.render('pages/accueil/poster', { demarche, poster })
  }
}
