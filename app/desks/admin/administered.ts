import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import Demarche from '#catalogue/demarche'
import { notFound } from '#shared/not_found'

/** `/admin/demarches/:slug`: a démarche of the commune, published or not; by a former address too. */
export async function demarcheScope(ctx: HttpContext, next: NextFn) {
  const { slug } = ctx.params
  const demarche = await Demarche.query().where('slug', slug).first()
  if (!demarche) {
    const moved = await Demarche.formerly(slug)
    if (!moved) throw notFound(ctx)
    return ctx.response.redirect().status(308).toPath(pathOf(moved))
  }
  ctx.demarche = demarche
  return next()
}

export const pathOf = ({ slug }: { slug: string }, page = '') =>
  `/admin/demarches/${slug}${page && `/${page}`}`

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Behind the administration's `demarcheScope`. */
    demarche: Demarche
  }
}
