import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import Demarche from '#catalogue/demarche'
import { type Opening, openingOf } from '#catalogue/opening'
import { notFound } from '#shared/not_found'

/**
 * `/demarches/:slug`: a démarche that the commune has published, open or not. Under an address that
 * it had before, leads to the present one, and takes what was posted there with it.
 */
export async function demarcheScope(ctx: HttpContext, next: NextFn) {
  const { slug } = ctx.params
  const demarche = await Demarche.query().where('slug', slug).first()
  if (!demarche?.versionId) {
    const moved = demarche ? null : await Demarche.formerly(slug)
    if (!moved?.versionId) throw notFound(ctx)
    const here = ctx.request.url(true)
    const there = here.replace(`/demarches/${slug}`, `/demarches/${moved.slug}`)
    return ctx.response.redirect().status(308).toPath(there)
  }
  ctx.offered = { demarche, opening: await openingOf(demarche.id) }
  return next()
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Behind `demarcheScope`. */
    offered: { demarche: Demarche; opening: Opening }
  }
}
