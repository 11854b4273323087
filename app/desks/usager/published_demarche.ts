import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/core'
import Demarche from '#catalogue/demarche'

/** The démarche of the address; a 404 where the commune publishes none of that name. */
export async function publishedDemarche({ params, request }: HttpContext): Promise<Demarche> {
  const demarche = await Demarche.query().where('slug', params.slug).first()
  if (demarche?.versionId) return demarche
  throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
}
