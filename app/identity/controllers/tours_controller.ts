import type { HttpContext } from '@adonisjs/core/http'
import { safeBack } from '#identity/back'
import { isTour } from '#identity/tours'
import { notFound } from '#shared/not_found'

/** A tour that was taken, or declined: it is not offered to this account again. */
export default class ToursController {
  async store(ctx: HttpContext) {
    const { account, params, request, response } = ctx
    if (!isTour(params.tour)) throw notFound(ctx)
    await account.rememberTour(params.tour)
    return response.redirect(safeBack(String(request.input('retour', ''))) ?? '/')
  }
}
