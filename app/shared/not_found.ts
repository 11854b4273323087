import { errors } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

/** What to throw where there is nothing for who asks: the same as for an address that no route has. */
export function notFound({ request }: HttpContext) {
  return new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
}
