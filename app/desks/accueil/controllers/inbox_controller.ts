import type { HttpContext } from '@adonisjs/core/http'
import { listPage } from '#reporting/list_page'
import { tourOf } from '#identity/tours'
import { DESK } from '#desks/accueil/desk'

/** What has come in, the oldest first. */
export default class InboxController {
  async index(ctx: HttpContext) {
    const { request, view, account } = ctx
    const list = await listPage(DESK.name, request.qs(), account)
    return view.render('pages/accueil/inbox', { list, tour: tourOf(ctx, 'inbox') })
  }
}
