import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#shared/not_found'
import Demarche from '#catalogue/demarche'

/** The démarche of the address; a 404 where the commune publishes none of that name. */
export async function publishedDemarche(ctx: HttpContext): Promise<Demarche> {
  const demarche = await Demarche.query().where('slug', ctx.params.slug).first()
  if (demarche?.versionId) return demarche
  throw notFound(ctx)
}
